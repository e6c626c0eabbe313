import type { Diagnostic } from '../terms/diagnostic.ts'

/** Beginnings that services give their keys, with what such a key is. */
const known: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,}/, 'a key of a model service'],
  [/\bgh[pousr]_[A-Za-z0-9]{20,}/, 'a token of GitHub'],
  [/\bgithub_pat_\w{20,}/, 'a token of GitHub'],
  [/\bglpat-[\w-]{18,}/, 'a token of GitLab'],
  [/\bxox[abposr]-[A-Za-z0-9-]{10,}/, 'a token of Slack'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an access key of AWS'],
  [/\bAIza[\w-]{35}/, 'a key of Google'],
  [/\bya29\.[\w-]{20,}/, 'a token of Google'],
  [/\b(?:sk|rk)_live_[A-Za-z0-9]{16,}/, 'a key of Stripe'],
  [/\bSG\.[\w-]{16,80}\.[\w-]{16}/, 'a key of SendGrid'],
  [/\bnpm_[A-Za-z0-9]{30,}/, 'a token of npm'],
  [/\bhf_[A-Za-z0-9]{30,}/, 'a token of Hugging Face'],
  [/\beyJ[\w-]{10,300}\.eyJ[\w-]{10}/, 'a signed token'],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, 'a private key'],
  [/\bBearer [A-Za-z0-9._~+/=-]{16,}/, 'a bearer token'],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,64}:[^\s/@]{4,64}@/, 'an address with a password in it'],
]

/** All of them at once: most texts are none, and are looked at once only. */
const anyKnown = new RegExp(known.map(([pattern]) => pattern.source).join('|'))

const tellingKey = /(?:^|[_-])(?:password|passwd|passphrase|pin_?code|secret|token|api_?key|access_?key|private_?key|credentials?|authorization)$/i
const longest = 20_000

/** Tells what secret a text seems to be, or nothing. `key` is what the text stands under. */
export function secretIn(text: string, key: string | undefined): string | undefined {
  if (text.length < 8 || text.length > longest) return undefined
  if (anyKnown.test(text)) return known.find(([pattern]) => pattern.test(text))?.[1]
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
