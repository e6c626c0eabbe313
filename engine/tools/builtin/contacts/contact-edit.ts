import { applyEdits, type TextEdit } from '../../../terms/text-edit.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { componentsNamed, componentsOf, lineNamed, type Component } from '../calendar/components.ts'
import { escapedValue, foldedLine, lineBreakOf } from '../calendar/content-lines.ts'
import { requireWhole, type Edit } from '../calendar/entry-change.ts'
import { cardUid, contactsOf, decodedValue } from './contact.ts'

/** What a person may say about a contact; what is left out stays as it is. */
export interface ContactFields {
  readonly name?: string
  readonly given?: string
  readonly family?: string
  readonly emails?: readonly string[]
  readonly phones?: readonly string[]
  readonly organization?: string
  readonly title?: string
  readonly note?: string
  readonly birthday?: string
  readonly url?: string
}

/** Gives what names the cards of a text. */
export function contactUids(text: string): readonly string[] {
  return componentsNamed(componentsOf(text), 'VCARD').map((card) => cardUid(card, text))
}

/** Gives the edit that adds a card at the end of a text. All other bytes stay. */
export function addContact(uid: string, fields: ContactFields): Edit {
  return (text) => {
    requireWhole(text, 'VCARD')
    if (contactUids(text).includes(uid)) throw new ToolError('exists', `There is a contact ${quoted(uid)} already.`, { uid })
    const name = fields.name ?? [fields.given, fields.family].filter((part) => part !== undefined && part !== '').join(' ')
    const lines = ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, ...linesOf({ ...fields, name }, ['', '', '', '', '']).values()].flat()
    const lineBreak = lineBreakOf(text)
    const gap = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak
    return text + gap + written([...lines, 'END:VCARD'], lineBreak)
  }
}

/** Gives the edit that changes what is said of a contact. Lists are set as a whole; a value that stays keeps its line. */
export function changeContact(uid: string, fields: ContactFields): Edit {
  return (text) => {
    const card = cardNamed(text, uid)
    const lineBreak = lineBreakOf(text)
    const wanted = linesOf(fields, structuredName(card))
    const lists: { readonly [name: string]: readonly string[] | undefined } = { EMAIL: fields.emails, TEL: fields.phones }
    const edits: TextEdit[] = []
    const kept = new Set<string>()
    for (const line of card.lines) {
      if (!wanted.has(line.name)) continue
      const value = decodedValue(line).replace(/^(?:mailto|tel):/i, '').trim()
      if (Object.hasOwn(lists, line.name) && lists[line.name]?.includes(value) === true) kept.add(`${line.name}:${escapedValue(value)}`)
      else edits.push({ range: { start: line.start, end: line.end }, text: '' })
    }
    const added = [...wanted.values()].flat().filter((line) => !kept.has(line))
    // A card that had no UID gets the one it was called by, so that it keeps its name.
    const named = lineNamed(card, 'UID') === undefined ? [`UID:${uid}`, ...added] : added
    const old = lineNamed(card, 'VERSION')?.value.trim() === '2.1'
    return applyEdits(text, [...edits, { range: { start: card.bodyEnd, end: card.bodyEnd }, text: written(old ? named.map(forOldVersion) : named, lineBreak) }])
  }
}

/** Gives the edit that removes a card. */
export function removeContact(uid: string, keepEmpty: boolean): Edit {
  return (text) => {
    const card = cardNamed(text, uid)
    const rest = text.slice(0, card.start) + text.slice(card.end)
    return keepEmpty || contactsOf(rest).contacts.length > 0 || rest.trim() !== '' ? rest : null
  }
}

function cardNamed(text: string, uid: string): Component {
  const cards = componentsNamed(componentsOf(text), 'VCARD').filter((card) => cardUid(card, text) === uid)
  const [only] = cards
  if (only === undefined) throw new ToolError('no-entry', `There is no contact ${quoted(uid)} there.`, { uid })
  const same = cards.every((card) => text.slice(card.start, card.end).trim() === text.slice(only.start, only.end).trim())
  if (cards.length > 1 && !same) throw new ToolError('ambiguous', `${cards.length} different contacts have the uid ${quoted(uid)}.`, { uid })
  if (!only.closed) throw new ToolError('broken', `The contact ${quoted(uid)} has no end in this text. Mend it by hand first.`)
  return only
}

function structuredName(card: Component): readonly string[] {
  const line = lineNamed(card, 'N')
  const parts = line === undefined ? [] : decodedValue(line).split(/(?<!\\);/)
  return Array.from({ length: 5 }, (_one, index) => parts[index] ?? '')
}

/** Gives the lines by name; an empty list or text gives none, which takes the old ones away. */
function linesOf(fields: ContactFields, oldName: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, readonly string[]>()
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) lines.set(name, value === '' ? [] : [`${name}:${escapedValue(value)}`])
  }
  if (fields.name === '') throw new ToolError('bad-contact', 'A contact must have a name.')
  set('FN', fields.name)
  if (fields.given !== undefined || fields.family !== undefined || (fields.name !== undefined && oldName.every((part) => part === ''))) {
    const [family = '', given = '', ...rest] = oldName
    const [newFamily, newGiven] = [fields.family, fields.given ?? (fields.family === undefined ? fields.name : undefined)]
    lines.set('N', [`N:${[newFamily === undefined ? family : escapedValue(newFamily), newGiven === undefined ? given : escapedValue(newGiven), ...rest].join(';')}`])
  }
  if (fields.emails !== undefined) lines.set('EMAIL', fields.emails.map((value) => `EMAIL:${escapedValue(value)}`))
  if (fields.phones !== undefined) lines.set('TEL', fields.phones.map((value) => `TEL:${escapedValue(value)}`))
  set('ORG', fields.organization)
  set('TITLE', fields.title)
  set('NOTE', fields.note)
  set('BDAY', fields.birthday)
  set('URL', fields.url)
  return lines
}

/** vCard 2.1 knows no UTF-8 without saying so, and no escaped line breaks. */
function forOldVersion(line: string): string {
  const colon = line.indexOf(':')
  const value = line.slice(colon + 1)
  if (/^[\u0020-\u007e]*$/.test(value) && !value.includes('\\n')) return line
  const bytes = new TextEncoder().encode(value.replaceAll('\\n', '\r\n'))
  const text = [...bytes].map((byte) => (byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('')
  return `${line.slice(0, colon)};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${text}`
}

function written(lines: readonly string[], lineBreak: string): string {
  return lines.map((line) => (/;ENCODING=QUOTED-PRINTABLE:/.test(line) ? line + lineBreak : foldedLine(line, lineBreak))).join('')
}
