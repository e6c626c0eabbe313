import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Json } from '../terms/json.ts'
import { packJson, unpackJson } from './packed-json.ts'
import { replaceFile } from './replace-file.ts'

const largest = 64 * 1024 * 1024

/**
 * Keeps plain JSON by key in a folder, one file a key. Losing it loses nothing: a value that is missing, cut or
 * changed on the disk reads as `undefined`, and a value that can not be written is not kept. Never throws.
 */
export class SkillCache<Value = Json> {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  get(key: string): Value | undefined {
    if (!isKey(key)) return undefined
    try {
      const text = readFileSync(this.#pathOf(key), 'utf8')
      const lineEnd = text.indexOf('\n')
      const body = text.slice(lineEnd + 1)
      return text.slice(0, lineEnd) === headLine(key, body) ? (unpackJson(body) as Value) : undefined
    } catch {
      return undefined
    }
  }

  set(key: string, value: Value): void {
    if (!isKey(key)) return
    try {
      const body = packJson(value)
      if (body.length <= largest) replaceFile(this.#pathOf(key), `${headLine(key, body)}\n${body}`, { durable: false })
    } catch {
      // A cache that can not be written is no cache; the work is done again next time.
    }
  }

  #pathOf(key: string): string {
    return join(this.#folder, `${key}.json`)
  }
}

/** The key keeps a renamed file from answering for another; the sum tells a file that was cut or changed. */
function headLine(key: string, body: string): string {
  return `${key} ${crc32(body)}`
}

function isKey(key: string): boolean {
  return /^[\w-]{1,200}$/.test(key)
}
