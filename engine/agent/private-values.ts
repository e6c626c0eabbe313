/*
 * Takes private values out of a question before it leaves this machine, and puts them back into the answer. Owns: which
 * stretches are replaced and by what. Does not own: where the question goes (adapters), what is known to be private (host).
 * Always true: V1 the same text has the same placeholder within one question; V2 `restore` gives back the exact text;
 * V3 a placeholder can not be guessed by who wrote a part of the question, since it holds a piece of the hash of all of it.
 */
import { hashJson } from '../terms/hash.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import { encodedRuns } from './encoded-text.ts'
import { foldText } from './fold-text.ts'
import { KnownValues, type KnownPrivate } from './known-values.ts'
import { isCardNumber, looksPrivate, type PrivateKind, type PrivateRange } from './private-patterns.ts'
import { PartTree } from './part-tree.ts'
import { splitOver } from './split-values.ts'
import { tellingKey } from './telling-keys.ts'

export interface Question {
  readonly question: string
  readonly given: JsonObject
  readonly schema: JsonSchema
}

/** A question with its private values behind placeholders such as `[PHONE-1-3fa2]`. */
export interface Veiled extends Question {
  /** How many values were replaced. */
  readonly count: number
  /** Gives another text of the same conversation with the same values replaced. */
  hideText(text: string): string
  /** Puts the values back: into texts, keys, and, where a whole text is a placeholder of a number, as that number. */
  restore(answer: Json): Json
  /** Tells whether a text that is about to leave holds a value that was replaced. Looks at plain and at JSON text. */
  leaks(text: string): boolean
}

const deepest = 100
/** How often a value may be encoded again and is still found. */
const mostEncoded = 3
const placeholder = /\[ ?([a-z]{4,7})[-_ ](\d{1,6})[-_ ]([0-9a-f]{4,64}) ?\]/gi

/** Gives the question as it may leave. Pure: the same question and the same known values give the same placeholders. */
export function hidePrivate(asked: Question, known: readonly KnownPrivate[] = []): Veiled {
  return new Veil(asked, known)
}

class Veil implements Veiled {
  readonly question: string
  readonly given: JsonObject
  readonly schema: JsonSchema
  readonly #known: KnownValues
  #again = new KnownValues([])
  readonly #whole = new Map<string, PrivateKind>()
  readonly #collected = new Map<string, PrivateKind>()
  readonly #names = new Map<string, string>()
  readonly #values = new Map<string, string | number>()
  readonly #counts = new Map<PrivateKind, number>()
  readonly #nonce: string
  #plain: PartTree<string> | undefined
  /** A text is looked at when values are collected and when they are hidden. */
  readonly #looked = new Map<string, readonly PrivateRange[]>()

  constructor(asked: Question, known: readonly KnownPrivate[]) {
    const { question, given, schema } = asked
    this.#known = new KnownValues(known)
    this.#nonce = nonceFor(asked)
    this.#collectText(question)
    this.#collect(given, true, 0)
    this.#collect(schema as unknown as Json, false, 0)
    this.#again = new KnownValues([...this.#collected].map(([value, kind]) => ({ value, kind })))
    this.question = this.hideText(question)
    this.given = this.#hide(given, true, undefined, 0) as JsonObject
    this.schema = this.#hide(schema as unknown as Json, false, undefined, 0) as unknown as JsonSchema
  }

  get count(): number {
    return this.#values.size
  }

  hideText(text: string): string {
    const again = looked(text, this.#again, () => [], 0).filter(({ start, end }) => !isPlaceholder(text, start, end))
    const ranges = joined([...this.#look(text), ...again])
    let hidden = ''
    let done = 0
    for (const { start, end, kind } of ranges) {
      hidden += text.slice(done, start) + this.#placeholder(kind, text.slice(start, end))
      done = end
    }
    return hidden + text.slice(done)
  }

  restore(answer: Json): Json {
    if (typeof answer === 'string') return this.#restoreText(answer)
    if (answer === null || typeof answer !== 'object') return answer
    if (Array.isArray(answer)) return answer.map((item: Json) => this.restore(item))
    return Object.fromEntries(Object.entries(answer as JsonObject).map(([key, value]) => [String(this.#restoreText(key)), this.restore(value)]))
  }

  leaks(text: string): boolean {
    const inSchema = this.#wordsIn(JSON.stringify(this.schema))
    for (const value of this.#wordsIn(foldText(text).folded)) if (!inSchema.has(value)) return true
    return false
  }

  /** The replaced values that stand in a folded text as words of their own. */
  #wordsIn(folded: string): ReadonlySet<string> {
    if (this.#plain === undefined) {
      this.#plain = new PartTree()
      for (const value of this.#collected.keys()) {
        const plain = foldText(value).folded
        if (plain.length >= 5) this.#plain.add(plain.split(''), plain)
      }
    }
    const found = new Set<string>()
    this.#plain.find(folded.split(''), (start, end, plain) => {
      if (/[\p{L}\p{N}]/u.test(folded[end] ?? ' ')) return true
      if (!/[\p{L}\p{N}]/u.test(folded[start - 1] ?? ' ')) found.add(plain)
      return false
    })
    return found
  }

  #look(text: string): readonly PrivateRange[] {
    const before = this.#looked.get(text)
    if (before !== undefined) return before
    const ranges = looked(text, this.#known, looksPrivate, 0).filter(({ start, end }) => !isPlaceholder(text, start, end))
    this.#looked.set(text, ranges)
    return ranges
  }

  #collectText(text: string): void {
    for (const { start, end, kind } of joined(this.#look(text))) if (end - start >= 4 && kind !== 'name') this.#collected.set(text.slice(start, end), kind)
  }

  #collect(value: Json, telling: boolean, depth: number): void {
    if (typeof value === 'string') return this.#collectText(value)
    if (value === null || typeof value !== 'object' || depth > deepest) return
    const fields: readonly (readonly [string, Json])[] = Array.isArray(value) ? value.map((item: Json) => ['', item] as const) : Object.entries(value as JsonObject)
    for (const [key, inner] of fields) {
      if (key !== '') this.#collectText(key)
      const kind = telling ? tellingKey(key) : undefined
      if (kind !== undefined) this.#collectTold(inner, kind)
      this.#collect(inner, telling, depth + 1)
    }
    for (const { text, kind } of splitOver(fields.map(([, inner]) => inner), this.#known)) this.#whole.set(text, kind)
  }

  /** What stands under a telling key is hidden elsewhere too, unless it is a plain word. */
  #collectTold(value: Json, kind: PrivateKind): void {
    for (const one of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
      if (typeof one !== 'string' && typeof one !== 'number') continue
      const text = String(one)
      if (kind === 'name' ? text.length > 1 : text.length >= 4 && /[\d\s@]|.{12}/.test(text)) this.#collected.set(text, kind)
    }
  }

  #hide(value: Json, telling: boolean, told: PrivateKind | undefined, depth: number): Json {
    if (typeof value === 'string') {
      const kind = told ?? this.#whole.get(value)
      return kind !== undefined && value.trim() !== '' ? this.#placeholder(kind, value) : this.hideText(value)
    }
    // The numbers of a schema are bounds.
    if (typeof value === 'number') return telling ? this.#hideNumber(value, told) : value
    if (value === null || typeof value !== 'object') return value
    if (depth > deepest) return this.hideText(textOf(value))
    if (Array.isArray(value)) return value.map((item: Json) => this.#hide(item, telling, told, depth + 1))
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [this.hideText(key), this.#hide(inner, telling, telling ? (tellingKey(key) ?? told) : undefined, depth + 1)]))
  }

  #hideNumber(value: number, told: PrivateKind | undefined): Json {
    const text = String(value)
    const kind = told ?? this.#whole.get(text) ?? (isCardNumber(text) ? 'card' : undefined) ?? this.#knownNumber(text)
    return kind === undefined ? value : this.#placeholder(kind, value)
  }

  #knownNumber(text: string): PrivateKind | undefined {
    if (text.length < 4) return undefined
    const folded = foldText(text)
    return [...this.#known.find(text, folded), ...this.#again.find(text, folded)].find(({ start, end }) => start === 0 && end === text.length)?.kind
  }

  #placeholder(kind: PrivateKind, value: string | number): string {
    const key = `${typeof value}:${value}`
    const before = this.#names.get(key)
    if (before !== undefined) return before
    const number = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, number)
    const name = `[${kind.toUpperCase()}-${number}-${this.#nonce}]`
    this.#names.set(key, name)
    this.#values.set(name, value)
    return name
  }

  #restoreText(text: string): string | number {
    const alone = [...text.matchAll(placeholder)]
    const valueOf = (kind: string, number: string, nonce: string): string | number | undefined => this.#values.get(`[${kind.toUpperCase()}-${Number(number)}-${nonce.toLowerCase()}]`)
    const [only] = alone
    const whole = only !== undefined && only[0] === text.trim() ? valueOf(only[1] as string, only[2] as string, only[3] as string) : undefined
    if (typeof whole === 'number') return whole
    return text.replace(placeholder, (written, kind: string, number: string, nonce: string) => String(valueOf(kind, number, nonce) ?? written))
  }
}

/** What is private in a text, and runs of it in which something private is encoded. */
function looked(text: string, known: KnownValues, byLook: typeof looksPrivate, depth: number): readonly PrivateRange[] {
  if (text.length < 2) return []
  const folded = foldText(text)
  const ranges = [...byLook(text, folded), ...known.find(text, folded)]
  if (depth === mostEncoded) return ranges
  const encoded = encodedRuns(text).flatMap(({ start, end, texts }): readonly PrivateRange[] => {
    const [inside] = texts.flatMap((inner) => looked(inner, known, byLook, depth + 1))
    return inside === undefined ? [] : [{ start, end, kind: inside.kind }]
  })
  return [...ranges, ...encoded]
}

/** Four digits, or more where the question happens to hold them. */
function nonceFor(asked: Question): string {
  const all = textOf(asked as unknown as Json)
  const hash = hashJson(all)
  for (let length = 4; length < hash.length; length++) if (!all.toLowerCase().includes(`-${hash.slice(0, length)}]`)) return hash.slice(0, length)
  return hash
}

function textOf(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}

function isPlaceholder(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - 90)
  const before = text.slice(from, start + 1).lastIndexOf('[')
  if (before < 0) return false
  // Only what is near is looked at: there may be many ranges in a long text.
  const [match] = text.slice(from + before, from + before + 200).matchAll(placeholder)
  return match !== undefined && match.index === 0 && from + before + match[0].length >= end
}

/** Gives ranges in order, those that touch as one of the kind of the longest. */
function joined(ranges: readonly PrivateRange[]): readonly PrivateRange[] {
  const sorted = [...ranges].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end)
  const result: { start: number; end: number; kind: PrivateKind; longest: number }[] = []
  for (const { start, end, kind } of sorted) {
    const last = result.at(-1)
    if (last === undefined || start >= last.end) result.push({ start, end, kind, longest: end - start })
    else {
      last.end = Math.max(last.end, end)
      if (end - start > last.longest) Object.assign(last, { kind, longest: end - start })
    }
  }
  return result
}
