import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Document, DocumentNode, MapEntry, MapNode, ScalarNode } from '../terms/document.ts'
import type { Range } from '../terms/position.ts'
import type { State } from '../terms/skill.ts'
import type { TextEdit } from '../terms/text-edit.ts'
import { diagnose, type Code, type Details } from './diagnose.ts'
import type { NearName } from './near-name.ts'
import type { OffsetIn } from './offsets.ts'
import type { Places } from './places.ts'

/** What every reading function is handed: the source, the book of places, and where faults go. */
export interface Reader {
  readonly document: Document
  readonly places: Places
  readonly near: NearName
  readonly offsetIn: OffsetIn
  report(diagnostic: Diagnostic): void
  /** Reads a list of states. It is a function of the reader, since states and activities hold one another. */
  readStates(entry: MapEntry): State[]
}

/** The keys of a map by name; of a key written twice the first counts (the document reports the second). */
export type Fields = ReadonlyMap<string, MapEntry>

const noFields: Fields = new Map()

export function fault(reader: Reader, code: Code, range: Range, message: string, details?: Details): undefined {
  reader.report(diagnose(code, range, message, details))
  return undefined
}

/** Reports `wrong-type`: `wanted` says what belongs here, such as "a text". */
export function wrongType(reader: Reader, node: DocumentNode, what: string, wanted: string, details?: Details): undefined {
  return fault(reader, 'wrong-type', node.range, `${what} must be ${wanted}, but here is ${inWords(node)}.`, details)
}

export function inWords(node: DocumentNode): string {
  if (node.kind === 'map') return 'a map (keys with values)'
  if (node.kind === 'list') return 'a list'
  if (node.value === null) return 'nothing'
  if (typeof node.value === 'boolean') return `the truth value ${node.value}`
  if (typeof node.value === 'number') return 'a number'
  return 'a text'
}

/** Where a key that is not known here belongs: the keys it goes with. */
export type HomesOf = (key: string) => readonly string[]

const homeless: HomesOf = () => []

/**
 * Gives the keys of a map and reports those that are not `known`; any key is known when `known` is left out.
 * `homesOf` tells of a key that is known elsewhere what it goes with.
 */
export function readFields(reader: Reader, node: DocumentNode, what: string, known?: readonly string[], homesOf: HomesOf = homeless): Fields {
  if (node.kind !== 'map') {
    wrongType(reader, node, what, 'a map of keys to values')
    return noFields
  }
  const fields = new Map<string, MapEntry>()
  for (const entry of node.entries) {
    if (fields.has(entry.key)) continue
    if (known === undefined || known.includes(entry.key)) fields.set(entry.key, entry)
    else unknownKey(reader, node, entry, what, known, homesOf(entry.key))
  }
  return reader.places.remember(fields, node)
}

function unknownKey(reader: Reader, map: MapNode, entry: MapEntry, what: string, known: readonly string[], homes: readonly string[]): void {
  if (homes.length > 0) {
    if (homes.some((home) => isMisspelt(reader, map, home))) return
    const help = `It goes with ${homes.map((home) => `"${home}"`).join(' or ')}.`
    fault(reader, 'misplaced-key', entry.keyRange, `${what} has "${entry.key}", but nothing it belongs to.`, { help })
    return
  }
  const near = reader.near(entry.key, known)
  const help = near === undefined ? `Keys here: ${known.join(', ')}.` : `Did you mean "${near}"?`
  const fix = near === undefined ? undefined : { title: `Write "${near}"`, edits: [replace(entry.keyRange, near)] }
  fault(reader, 'unknown-key', entry.keyRange, `${what} has no key "${shown(entry.key)}".`, { help, fix })
}

/** Whether a key that is missing stands there with a slip of the pen: then that is the fault to tell. */
export function isMisspelt(reader: Reader, node: DocumentNode | undefined, key: string): boolean {
  return node?.kind === 'map' && node.entries.some((entry) => entry.key !== key && reader.near(entry.key, [key]) !== undefined)
}

/** Reports a required key that is missing from a map. */
export function missingKey(reader: Reader, node: DocumentNode, key: string, range: Range, message: string, help: string): undefined {
  return isMisspelt(reader, node, key) ? undefined : fault(reader, 'missing-key', range, message, { help })
}

export function replace(range: Range, text: string): TextEdit {
  return { range, text }
}

/** Gives a name from the file short enough for a message, on one line. */
export function shown(name: string): string {
  const line = name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  return line.length > 80 ? `${line.slice(0, 77)}...` : line
}

export function isText(node: DocumentNode): node is ScalarNode & { readonly value: string } {
  return node.kind === 'scalar' && typeof node.value === 'string'
}

export function isNothing(node: DocumentNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null)
}

/** Gives the text of a key; a number or truth value is a fault whose fix puts it in quotes. */
export function readText(reader: Reader, entry: MapEntry | undefined): string | undefined {
  return entry === undefined ? undefined : readTextNode(reader, entry.value, `"${shown(entry.key)}"`)
}

export function readTextNode(reader: Reader, node: DocumentNode, what: string): string | undefined {
  if (isText(node)) return node.value
  if (node.kind !== 'scalar' || node.value === null) return wrongType(reader, node, what, 'a text')
  const written = reader.document.text.slice(node.range.start, node.range.end)
  const fix = { title: 'Put it in quotes', edits: [replace(node.range, JSON.stringify(written))] }
  return wrongType(reader, node, what, 'a text', { help: 'Put it in quotes to make it a text.', fix })
}

export function readBoolean(reader: Reader, entry: MapEntry | undefined): boolean | undefined {
  if (entry === undefined) return undefined
  if (entry.value.kind === 'scalar' && typeof entry.value.value === 'boolean') return entry.value.value
  return wrongType(reader, entry.value, `"${entry.key}"`, 'true or false')
}

/** Gives a number that is at least `least`; `whole` asks for one without a fraction. */
export function readNumber(reader: Reader, entry: MapEntry | undefined, least: number, whole: boolean): number | undefined {
  return entry === undefined ? undefined : readNumberNode(reader, entry.value, `"${entry.key}"`, least, whole)
}

export function readNumberNode(reader: Reader, node: DocumentNode, what: string, least: number, whole: boolean): number | undefined {
  const wanted = `a ${whole ? 'whole ' : ''}number of at least ${least}`
  if (node.kind !== 'scalar' || typeof node.value !== 'number') return wrongType(reader, node, what, wanted)
  if (node.value >= least && (whole ? Number.isSafeInteger(node.value) : Number.isFinite(node.value))) return node.value
  return fault(reader, 'wrong-value', node.range, `${what} must be ${wanted}.`)
}

/** Gives one text or a list of texts as a list. */
export function readTexts(reader: Reader, entry: MapEntry | undefined): string[] {
  if (entry === undefined) return []
  if (entry.value.kind !== 'list') {
    const one = readText(reader, entry)
    return one === undefined ? [] : [one]
  }
  return readItems(entry.value.items, (item) => readTextNode(reader, item, `Each entry of "${entry.key}"`))
}

/** Gives what `read` makes of each item, without those it makes nothing of. */
export function readItems<Part>(items: readonly DocumentNode[], read: (item: DocumentNode, index: number) => Part | undefined): Part[] {
  return items.map(read).filter((part) => part !== undefined)
}

/** Gives one of `words`; anything else is a fault. */
export function readWord<Word extends string>(reader: Reader, entry: MapEntry | undefined, words: readonly Word[]): Word | undefined {
  const text = readText(reader, entry)
  if (entry === undefined || text === undefined) return undefined
  const word = words.find((candidate) => candidate === text)
  if (word !== undefined) return word
  const near = reader.near(text, words)
  const fix = near === undefined ? undefined : { title: `Write "${near}"`, edits: [replace(entry.value.range, near)] }
  const message = `"${entry.key}" can not be "${shown(text)}".`
  return fault(reader, 'wrong-value', entry.value.range, message, { help: `It can be: ${words.join(', ')}.`, fix })
}

/** Reports a list of states that names none. */
export function reportEmpty(reader: Reader, entry: MapEntry): void {
  const empty = isNothing(entry.value) || (entry.value.kind === 'map' && entry.value.entries.length === 0)
  if (empty) fault(reader, 'missing-states', entry.keyRange, `"${entry.key}" is empty.`, { help: 'Name at least one state.' })
}
