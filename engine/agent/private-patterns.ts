/*
 * Private values that can be told by their look: mail addresses, telephone and account numbers, cards, street addresses,
 * secrets. Finds rather too much than too little, since what is hidden comes back with the answer.
 */
import { secretShapes } from '../terms/secret-shapes.ts'
import type { FoldedText } from './fold-text.ts'

export type PrivateKind = 'email' | 'phone' | 'number' | 'iban' | 'card' | 'address' | 'name' | 'secret' | 'private'

/** A stretch of a text that holds a private value. */
export interface PrivateRange {
  readonly start: number
  readonly end: number
  readonly kind: PrivateKind
}

const email = /[\p{L}\p{N}.!#$*+/=?^_`{|}~'-]{1,64} ?(?:@|\(at\)|\[at\]) ?[\p{L}\p{N}-]{1,63}(?: ?(?:\.|\(dot\)|\[dot\]) ?[\p{L}\p{N}-]{2,63}){1,6}/gu
const iban = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}/gu
const digits = /(?<![\p{L}\d])[+(]{0,2}\d(?:[ .()/-]{0,3}\d){6,22}(?!\d)/gu
/* A short number counts when a word before it says what it is. */
const namedNumber = /(?:\b(?:account|acct|card|customer|member|policy|passport|licen[cs]e|ssn|tax id|pin|cvv|cvc|konto|kunden|ausweis|compte|cuenta|tel|phone|mobile|fax|handy|telefon)|账号|卡号|帐号|电话|手机)[ \p{L}]{0,12}?(?: ?(?:no|nr|num|number|nummer)\b)?[ .:#=°-]{0,4}(?:is )?(\d[\d -]{1,20}\d)/gu
const streets: readonly RegExp[] = [
  /(?<![\p{L}\d])\d{1,5}[a-z]?(?:,? [\p{L}'.-]{1,30}){1,4} (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|court|ct|boulevard|blvd|square|sq|place|pl|terrace|close|crescent|highway|parkway|row)(?![\p{L}\d])\.?(?:,? (?:apt|apartment|unit|suite|flat)\.? ?#?[\p{L}\d]{1,6})?/gu,
  /(?<!\p{L})\p{L}{2,30}(?:strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|stieg) ?\d{1,4} ?[a-z]?(?![\p{L}\d])(?:,? \d{5} \p{L}{2,30})?/gu,
  /(?<!\p{L})(?:\p{L}{2,30} ){0,2}(?:strasse|str\.|weg|platz|allee|gasse) \d{1,4} ?[a-z]?(?![\p{L}\d])(?:,? \d{5} \p{L}{2,30})?/gu,
  /(?<![\p{L}\d])\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|chemin|impasse|allee|quai|place|route|cours)(?: [\p{L}'.-]{1,30}){1,5}(?:,? \d{5} \p{L}{2,30})?/gu,
  /(?<!\p{L})(?:calle|via|rua|avenida|viale|piazza|plaza)(?: [\p{L}'.-]{1,30}){1,4},? \d{1,4}(?!\d)/gu,
  /[\p{Script=Han}]{1,20}(?:路|街|巷|弄|道|胡同)\d{1,5}号(?:[\p{Script=Han}\d]{0,12}(?:室|楼|栋|单元))?/gu,
  /(?<![\p{L}\d])\d{5}(?:-\d{4})? \p{L}{3,30}(?=,? (?:germany|deutschland|france))/gu,
]
const date = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?: \d{1,2})?$|^(?:19|20)\d{2}[01]\d[0-3]\d$/

/** Gives the stretches of a text that look private; they may overlap. Pure. */
export function looksPrivate(text: string, folded: FoldedText): readonly PrivateRange[] {
  const found: PrivateRange[] = []
  const add = (start: number, end: number, kind: PrivateKind): void => {
    const from = folded.from[start]
    const to = folded.to[end - 1]
    if (from !== undefined && to !== undefined && to > from) found.push({ start: from, end: to, kind })
  }
  for (const match of folded.folded.matchAll(email)) add(match.index, match.index + match[0].length, 'email')
  for (const match of folded.folded.matchAll(iban)) {
    const length = ibanLength(match[0])
    if (length > 0) add(match.index, match.index + length, 'iban')
  }
  for (const match of folded.folded.matchAll(digits)) {
    if (!date.test(match[0])) add(match.index, match.index + match[0].length, kindOfDigits(match[0]))
  }
  for (const match of folded.folded.matchAll(namedNumber)) {
    const number = match[1] as string
    if (!date.test(number)) add(match.index + match[0].length - number.length, match.index + match[0].length, 'number')
  }
  for (const street of streets) for (const match of folded.folded.matchAll(street)) add(match.index, match.index + match[0].length, 'address')
  for (const range of secretsIn(text)) found.push(range)
  return found
}

/** Tells whether a number is that of a payment card: 14 to 19 digits as cards have them, the last one fitting the others. */
export function isCardNumber(number: string): boolean {
  if (!/^[2-6]\d{13,18}$/.test(number)) return false
  let sum = 0
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number[number.length - 1 - at])
    const twice = at % 2 === 1 ? digit * 2 : digit
    sum += twice > 9 ? twice - 9 : twice
  }
  return sum % 10 === 0
}

function kindOfDigits(text: string): PrivateKind {
  const bare = text.replace(/\D/g, '')
  if (isCardNumber(bare)) return 'card'
  return /^[+(]|^0|[ ()/-]/.test(text) && bare.length <= 15 ? 'phone' : 'number'
}

/** What follows an account number may look as if it belonged to it: the longest beginning whose check digits fit counts. */
function ibanLength(text: string): number {
  let length = 0
  const bare: string[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string
    if (sign !== ' ' && sign !== '-') bare.push(sign)
    if (bare.length >= 15 && hasCheckDigits(bare)) length = at + 1
  }
  // With an error in it, it is private all the same.
  return length > 0 || (text.match(/\d/g) ?? []).length < 12 ? length : text.length
}

function hasCheckDigits(signs: readonly string[]): boolean {
  let rest = 0
  for (const sign of [...signs.slice(4), ...signs.slice(0, 4)]) {
    const value = parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

function secretsIn(text: string): readonly PrivateRange[] {
  return secretShapes.flatMap(([shape]) => {
    const found: PrivateRange[] = []
    for (const { index, 0: begin } of text.matchAll(new RegExp(shape.source, 'g'))) {
      // What lies in a secret is no other one; a key without an end would be read again from each of its beginnings.
      if (index < (found.at(-1)?.end ?? 0)) continue
      const rest = begin.startsWith('-----BEGIN') ? /^[\s\S]{0,20000}?-----END [A-Z ]{0,40}-----|^[\s\S]*/ : /^[\w.~+/=-]*/
      const more = rest.exec(text.slice(index + begin.length))?.[0].length ?? 0
      found.push({ start: index, end: index + begin.length + more, kind: 'secret' })
    }
    return found
  })
}
