/*
 * A shorter way to write JSON in which many objects have the same keys, such as `{ start, end }`. Owns: the order of the
 * words. Always true: what `unpackJson` gives is what JSON itself would have given, or it throws.
 *
 * A text is the list of kinds of objects (their keys) and one flat list of words. A text, a truth value and null stand for
 * themselves. A number of 0 or more begins an object of that kind, whose fields follow; `listWord` begins a list and
 * `numberWord` a number. The fields of a kind that holds only numbers follow without a word of their own.
 */
import type { Json } from '../terms/json.ts'

interface Kind {
  readonly keys: readonly string[]
  /** All fields are numbers. */
  readonly numbers: boolean
}

type Word = null | boolean | number | string

interface Packed {
  readonly kinds: readonly Kind[]
  readonly words: readonly Word[]
}

const listWord = -1
const numberWord = -2

/** Gives the text of plain JSON; fields that hold `undefined` are left out, as JSON does. */
export function packJson(value: unknown): string {
  const known = new Map<string, number>()
  const kinds: Kind[] = []
  const words: Word[] = []
  const packObject = (fields: { readonly [key: string]: unknown }): void => {
    const keys = Object.keys(fields).filter((key) => fields[key] !== undefined)
    const numbers = keys.every((key) => typeof fields[key] === 'number')
    const name = JSON.stringify([numbers, keys])
    const kind = known.get(name) ?? kinds.push({ keys, numbers }) - 1
    known.set(name, kind)
    words.push(kind)
    for (const key of keys) if (numbers) words.push(fields[key] as number)
      else pack(fields[key])
  }
  const pack = (one: unknown): void => {
    if (typeof one === 'number') words.push(numberWord, one)
    else if (typeof one !== 'object' || one === null) words.push((one ?? null) as Word)
    else if (!Array.isArray(one)) packObject(one as { readonly [key: string]: unknown })
    else {
      words.push(listWord, one.length)
      one.forEach(pack)
    }
  }
  pack(value)
  return JSON.stringify({ kinds, words } satisfies Packed)
}

/** Gives what `packJson` wrote. Throws for a text of any other kind. */
export function unpackJson(text: string): Json {
  const { kinds, words } = JSON.parse(text) as Packed
  let at = 0
  const unpack = (): Json => {
    const word = words[at++] as Word
    if (typeof word !== 'number') return word
    if (word === numberWord) return words[at++] as number
    return word === listWord ? unpackList() : unpackObject(kinds[word] as Kind)
  }
  const unpackObject = ({ keys, numbers }: Kind): Json => {
    if (numbers && keys.length === 2 && keys[0] === 'start' && keys[1] === 'end') return { start: words[at++] as number, end: words[at++] as number }
    const made: { [key: string]: Json } = {}
    for (const key of keys) {
      const field = numbers ? (words[at++] as number) : unpack()
      if (key === '__proto__') Object.defineProperty(made, key, { value: field, enumerable: true, configurable: true, writable: true })
      else made[key] = field
    }
    return made
  }
  const unpackList = (): Json => {
    const length = words[at++] as number
    const made: Json[] = []
    for (let index = 0; index < length; index++) made.push(unpack())
    return made
  }
  return unpack()
}
