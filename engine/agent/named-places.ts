import { valueFormats } from '../expression/value-format.ts'
import type { ControlKind } from '../terms/tool.ts'

const address = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}/gu
const host = /https?:\/\/([\p{L}\p{N}.-]{1,190})/gu
const path = /(?:^|[\s"'“(])((?:~|\/[\p{L}\p{N}_.-]+)(?:\/[^\s"'”)]{0,200})?)/gu
const most = 20

/** Gives the addresses, hosts or paths that words name, as they stand there. Ids can not be told from other words. */
export function namedPlaces(words: string, kind: ControlKind): readonly string[] {
  const text = words.slice(0, 4000)
  const found = kind === 'address' ? [...text.matchAll(address)].map(([all]) => all) : kind === 'host' ? [...text.matchAll(host)].map(([, name = '']) => name) : kind === 'path' ? [...text.matchAll(path)].map(([, name = '']) => bare(name)) : []
  const fits = kind === 'path' ? () => true : (valueFormats.get(kind === 'address' ? 'email' : 'host')?.fits ?? (() => true))
  return [...new Set(found)].filter(fits).slice(0, most)
}

/** Without the stop at the end of a sentence. */
function bare(text: string): string {
  return text.replace(/[.,;!?]+$/u, '')
}
