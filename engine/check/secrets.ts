import type { Diagnostic } from '../terms/diagnostic.ts'
import { secretShapes } from '../terms/secret-shapes.ts'

/** All of them at once: most texts are none, and are looked at once only. */
const anyKnown = new RegExp(secretShapes.map(([pattern]) => pattern.source).join('|'))

const tellingKey = /(?:^|[_-])(?:password|passwd|passphrase|pin_?code|secret|token|api_?key|access_?key|private_?key|credentials?|authorization)$/i
const longest = 20_000

/** Tells what secret a text seems to be, or nothing. `key` is what the text stands under. */
export function secretIn(text: string, key: string | undefined): string | undefined {
  if (text.length < 8 || text.length > longest) return undefined
  if (anyKnown.test(text)) return secretShapes.find(([pattern]) => pattern.test(text))?.[1]
  if (text.includes('${') || /\s/.test(text)) return undefined
  if (key !== undefined && tellingKey.test(key) && !isPlaceholder(text)) return 'a password or key, by the name it stands under'
  return looksRandom(text) ? 'a key or password, by its look' : undefined
}

function isPlaceholder(text: string): boolean {
  return /^[<{[]|^(?:x+|\*+|\.+)$|example|changeme|placeholder|your[_-]/i.test(text)
}

/** Long, of one piece, with small and capital letters and digits well mixed; no path, name, hash or id of hexadecimal digits. */
function looksRandom(text: string): boolean {
  if (text.length < 24 || text.length > 200 || !/^[A-Za-z0-9+/_=-]+$/.test(text) || /^[/]|\//.test(text.slice(0, 3))) return false
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text) || (text.match(/\d/g) ?? []).length < 3) return false
  const pieces = text.split(/[-_/]/)
  if (pieces.length > 4) return false
  return entropy(text) > 4.2
}

/** Bits a character, by how often each occurs. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}

/** Gives the text with the secrets that were found covered, for showing; every character keeps its place. */
export function hideSecrets(text: string, diagnostics: readonly Diagnostic[]): string {
  let shown = text
  for (const { code, range } of diagnostics) {
    if (code !== 'literal-secret') continue
    const secret = shown.slice(range.start, range.end)
    shown = shown.slice(0, range.start) + secret.slice(0, 4) + secret.slice(4).replace(/[^\s]/g, '*') + shown.slice(range.end)
  }
  return shown
}
