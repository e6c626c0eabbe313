import { componentsNamed, componentsOf, lineNamed, type Component } from '../calendar/components.ts'
import { parameter, unescaped, type ContentLine } from '../calendar/content-lines.ts'
import { hashText } from '../../../terms/hash.ts'

const longest = 500
const longestNote = 4000
const mostValues = 50
const hexPair = /^[0-9A-Fa-f]{2}$/

/** One card. Lists are in the order of the card, without repeats. */
export interface Contact {
  /** The UID of the card; for a card without one `hash-` and a hash of its text, which a change of the card changes. */
  readonly uid: string
  readonly name: string
  readonly given: string
  readonly family: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly organization: string
  readonly title: string
  readonly note: string
  /** As written, such as 1980-05-17 or --0517. */
  readonly birthday: string
  readonly url: string
  readonly addresses: readonly string[]
}

/** Gives the cards of a text, and how many have neither a name nor any way to reach somebody. */
export function contactsOf(text: string): { readonly contacts: readonly Contact[]; readonly skipped: number } {
  const cards = componentsNamed(componentsOf(text), 'VCARD')
  const contacts = cards.map((card) => contactOf(card, text)).filter((one) => one.name !== '' || one.emails.length > 0 || one.phones.length > 0)
  return { contacts, skipped: cards.length - contacts.length }
}

function contactOf(card: Component, text: string): Contact {
  const [family = '', given = '', middle = ''] = structured(lineNamed(card, 'N'))
  const organization = structured(lineNamed(card, 'ORG')).filter((part) => part !== '').join(', ')
  const emails = valuesOf(card, 'EMAIL', (value) => value.replace(/^mailto:/i, '').trim())
  const name = valueOf(card, 'FN') || [given, middle, family].filter((part) => part !== '').join(' ') || valueOf(card, 'NICKNAME') || organization
  return {
    uid: cardUid(card, text),
    name, given, family, emails, organization,
    phones: valuesOf(card, 'TEL', (value) => value.replace(/^tel:/i, '').trim()),
    title: valueOf(card, 'TITLE'),
    note: unescaped(decodedValue(lineNamed(card, 'NOTE'))).trim().slice(0, longestNote),
    birthday: valueOf(card, 'BDAY').slice(0, 40),
    url: valueOf(card, 'URL'),
    addresses: card.lines.filter((line) => line.name === 'ADR').slice(0, mostValues).map((line) => structured(line).filter((part) => part !== '').join(', ')).filter((one) => one !== ''),
  }
}

/** Gives what names a card. */
export function cardUid(card: Component, text: string): string {
  const uid = decodedValue(lineNamed(card, 'UID')).trim().slice(0, 1000)
  return uid === '' ? `hash-${hashText(text.slice(card.start, card.bodyEnd).trim().replace(/\r\n?/g, '\n')).slice(0, 32)}` : uid
}

function valueOf(card: Component, name: string): string {
  return unescaped(decodedValue(lineNamed(card, name))).replace(/\s+/g, ' ').trim().slice(0, longest)
}

function valuesOf(card: Component, name: string, plain: (value: string) => string): readonly string[] {
  const values = card.lines.filter((line) => line.name === name).slice(0, mostValues * 4).map((line) => plain(unescaped(decodedValue(line))).slice(0, longest))
  return [...new Set(values.filter((value) => value !== ''))].slice(0, mostValues)
}

/** Gives the parts between semicolons, escapes undone. */
function structured(line: ContentLine | undefined): readonly string[] {
  const parts: string[] = []
  const value = decodedValue(line)
  let start = 0
  for (let at = 0; at <= value.length && parts.length < 20; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === ';' || at === value.length) {
      parts.push(value.slice(start, at))
      start = at + 1
    }
  }
  return parts.map((part) => unescaped(part).replace(/\s+/g, ' ').trim().slice(0, longest))
}

/** Gives the value of a line, the quoted-printable of vCard 2.1 undone in the character set that it names. */
export function decodedValue(line: ContentLine | undefined): string {
  if (line === undefined) return ''
  if (parameter(line, 'ENCODING')?.toUpperCase() !== 'QUOTED-PRINTABLE') return line.value
  const raw = new TextEncoder().encode(line.value)
  const bytes = new Uint8Array(raw.length)
  let length = 0
  for (let at = 0; at < raw.length; at++) {
    const code = raw[at] === 61 ? Number.parseInt(hexPair.exec(String.fromCharCode(raw[at + 1] ?? 0, raw[at + 2] ?? 0))?.[0] ?? '', 16) : Number.NaN
    bytes[length++] = Number.isNaN(code) ? (raw[at] as number) : code
    if (!Number.isNaN(code)) at += 2
  }
  return decoderOf(parameter(line, 'CHARSET')).decode(bytes.subarray(0, length)).replace(/\r\n?/g, '\n')
}

function decoderOf(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset ?? 'utf-8')
  } catch {
    return new TextDecoder('utf-8')
  }
}
