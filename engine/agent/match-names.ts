import { allWords, exceptWords, listBreak, littleWords, questionWords } from './words/little-words.ts'
import { keysOf, wordsOf, type Word } from './words-of.ts'
import type { Json } from '../terms/json.ts'

/** Something the person may name: a device, a file, a contact, one value of an enum. */
export interface KnownName {
  readonly value: Json
  /** What it is, such as `light`: an input takes what has its name, in the singular or plural. */
  readonly kind: string
  /** What it is called, the most usual first. */
  readonly names: readonly string[]
  /** Where it belongs, such as the room: "the kitchen light". */
  readonly groups?: readonly string[]
  /** Other words for what it is: "curtain". */
  readonly kindWords?: readonly string[]
  /** There are others that nobody told of: what the words say by themselves counts as well, and the only one known is not taken unsaid. */
  readonly open?: true
}

/** Known names made ready for matching. */
export interface NameTable {
  readonly rows: readonly NameRow[]
  readonly kindKeys: ReadonlySet<string>
}

interface NameRow {
  readonly known: KnownName
  readonly names: readonly (readonly Word[])[]
  readonly groups: readonly (readonly Word[])[]
  readonly kinds: ReadonlySet<string>
}

/** The names that a stretch of words means. `quality`: from 0 to 1, how much of the stretch is explained by them. */
export interface NamesFound {
  readonly values: readonly KnownName[]
  readonly quality: number
  /** One was asked for, and several fit equally well. */
  readonly unclear: boolean
}

export function nameTable(known: readonly KnownName[]): NameTable {
  const rows = known.map((one) => ({
    known: one,
    names: one.names.map((name) => wordsOf(name)),
    groups: (one.groups ?? []).map((group) => wordsOf(group)),
    kinds: new Set([one.kind.replaceAll('_', ' '), ...(one.kindWords ?? [])].flatMap((word) => keysOf(word))),
  }))
  return { rows, kindKeys: new Set(rows.flatMap(({ kinds }) => [...kinds])) }
}

/**
 * Gives what a text names: one name, a list of them ("a, b and c"), all of a kind or place ("all lights", "the lights in the
 * kitchen"), all but some ("all but the kitchen"). Spelling mistakes of one letter are forgiven in longer words.
 */
export function matchNames(text: string, table: NameTable): NamesFound | undefined {
  const except = matchExcept(text, table)
  if (except !== undefined) return except
  const whole = matchOne(text, table)
  if (whole !== undefined && whole.quality > 0.99 && !whole.unclear) return whole
  const parts = text.split(listBreak).filter((part) => part.trim() !== '')
  if (parts.length < 2 || parts.length > 30) return whole
  const lastKinds = keysOf(parts.at(-1) as string).filter((key) => table.kindKeys.has(key))
  // "The kitchen and bedroom lights": the last part says what the others are too.
  const found = parts.map((part) => matchOne(lastKinds.length > 0 ? `${part} ${lastKinds.join(' ')}` : part, table) ?? matchOne(part, table))
  if (found.some((one) => one === undefined)) return whole
  const all = found as readonly NamesFound[]
  const list = { values: [...new Set(all.flatMap(({ values }) => values))], quality: Math.min(...all.map(({ quality }) => quality)), unclear: all.some(({ unclear }) => unclear) }
  return whole !== undefined && whole.quality >= list.quality ? whole : list
}

function matchExcept(text: string, table: NameTable): NamesFound | undefined {
  const at = exceptWords.exec(text)
  if (at === null || at[0].trim() === '') return undefined
  const before = text.slice(0, at.index)
  const after = text.slice(at.index + at[0].length).replace(/(?:以外|之外|外)?的?(?:所有|全部)/u, ' $& ')
  const [left = '', tail = ''] = /以外|之外/u.test(after) ? after.split(/(?:以外|之外)/u) : [after, '']
  const whole = keysOf(before + tail).filter((key) => !littleWords.has(key) && !allWords.has(key)).length === 0 ? everything(table) : matchOne(`all ${before}${tail}`, table)
  const out = matchNames(left, table)
  if (whole === undefined || out === undefined || out.quality < 0.6) return undefined
  const values = whole.values.filter((one) => !out.values.includes(one))
  return values.length === 0 || values.length === whole.values.length ? undefined : { values, quality: Math.min(whole.quality, out.quality), unclear: false }
}

function everything(table: NameTable): NamesFound {
  return { values: table.rows.map(({ known }) => known), quality: 1, unclear: false }
}

function matchOne(text: string, table: NameTable): NamesFound | undefined {
  const words = wordsOf(text)
  const wanted = words.filter(({ key }) => questionWords.has(key) || (!littleWords.has(key) && !allWords.has(key)))
  const isAll = words.some(({ key }) => allWords.has(key))
  if (wanted.length === 0) return isAll ? everything(table) : undefined
  let best = 0
  let rows: { readonly row: NameRow; readonly rank: number }[] = []
  for (const row of table.rows) {
    const { quality, rank } = fitOf(wanted, row)
    if (quality < 0.3 || quality < best - 1e-9) continue
    if (quality > best + 1e-9) rows = []
    best = quality
    rows.push({ row, rank })
  }
  if (rows.length === 0) return undefined
  const saysMany = isAll || isPlural(text, table)
  const top = Math.max(...rows.map(({ rank }) => rank))
  // Of several, a name of its own is meant alone; the name of a room or a kind means all that belong to it.
  const meant = rows.filter(({ rank }) => (saysMany ? top < ownName || rank === ownName : rank === top))
  return { values: meant.map(({ row }) => row.known), quality: best, unclear: meant.length > 1 && !saysMany }
}

const ownName = 3

/**
 * The share of the wanted keys that the row explains, and how well it is named: 3 by a whole name of its own, 2 by a whole name that
 * its room or kind would give too, 1 by part of a name.
 */
function fitOf(wanted: readonly Word[], row: NameRow): { readonly quality: number; readonly rank: number } {
  const inGroups = (word: Word): boolean => row.groups.some((group) => group.some((other) => isSame(word, other)))
  // A number that was said and is none of its own means another one.
  if (wanted.some(({ key }) => /^\d+$/.test(key) && ![...row.names, ...row.groups].some((name) => name.some((other) => other.key === key)))) return { quality: 0, rank: 0 }
  let best = { quality: 0, rank: 0 }
  for (const name of row.names) {
    const inName = (word: Word): boolean => name.some((other) => isSame(word, other))
    const quality = wanted.filter((word) => inName(word) || inGroups(word) || row.kinds.has(word.key)).length / wanted.length
    const isWhole = name.every((other) => littleWords.has(other.key) || wanted.some((word) => isSame(word, other)))
    const said = wanted.filter((word) => inName(word) && !row.kinds.has(word.key))
    const rank = said.length === 0 ? 0 : !isWhole ? 1 : said.every(inGroups) ? 2 : ownName
    if (quality > best.quality || (quality === best.quality && rank > best.rank)) best = { quality, rank }
  }
  return best
}

function isPlural(text: string, table: NameTable): boolean {
  return text.split(/[^\p{L}]+/u).some((word) => /[^s]s$/i.test(word) && keysOf(word).some((key) => table.kindKeys.has(key)))
}

function isSame({ key, text }: Word, other: Word): boolean {
  if (key === other.key) return true
  return text.length >= 5 && other.text.length >= 5 && Math.abs(text.length - other.text.length) <= 1 && isOneApart(text.toLowerCase(), other.text.toLowerCase())
}

/** One letter more, less or other, or two neighbours swapped. */
function isOneApart(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const restA = a.slice(start)
  const restB = b.slice(start)
  return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1) || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
}
