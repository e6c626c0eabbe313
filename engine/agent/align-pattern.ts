import type { ExamplePattern } from './example-pattern.ts'
import { weightOf } from './example-pattern.ts'
import type { ValueFound } from './read-value.ts'
import type { Word } from './words-of.ts'

/** What a stretch of words gives for an input; asked often, so it should remember. */
export type SlotReader = (input: string, start: number, end: number) => ValueFound | undefined

/** How words lie on an example. `likeness`: from 0 to 1. */
export interface Alignment {
  readonly likeness: number
  readonly values: ReadonlyMap<string, ValueFound>
}

const slotWeight = 1.5
const longestSlot = 40

/** What is best from a place in the words and in the example on; one entry a place, row by row. */
interface Sheet {
  readonly gains: Float64Array
  readonly losses: Float64Array
  /** The place that comes after, or -1 at the end. */
  readonly next: Int32Array
  readonly slots: Map<number, SlotTaken>
}

interface SlotTaken {
  readonly input: string
  readonly found: ValueFound
}

/** Lays words on an example: each word is said, skipped or part of a value; each part of the example is met or missed. */
export function alignPattern(words: readonly Word[], pattern: ExamplePattern, read: SlotReader, isSame: (a: string, b: string) => number): Alignment {
  const { parts } = pattern
  const width = parts.length + 1
  const size = (words.length + 1) * width
  const sheet: Sheet = { gains: new Float64Array(size), losses: new Float64Array(size), next: new Int32Array(size).fill(-1), slots: new Map() }
  const skipped = words.map(({ key }) => weightOf(key) * 0.9)
  for (let word = words.length; word >= 0; word--) {
    for (let part = parts.length; part >= 0; part--) {
      const place = word * width + part
      const here = parts[part]
      const said = words[word]
      if (here?.kind === 'word' && said !== undefined) {
        const same = isSame(said.key, here.key)
        if (same > 0) offer(sheet, place, here.weight * same, here.weight * (1 - same), place + width + 1)
      }
      if (here?.kind === 'slot') offerValues(sheet, place, here.input, { word, words: words.length, width, read })
      if (said !== undefined) offer(sheet, place, 0, skipped[word] as number, place + width)
      if (here !== undefined) offer(sheet, place, 0, here.kind === 'word' ? here.weight : here.required ? 1 : 0.5, place + 1)
    }
  }
  const gain = sheet.gains[0] as number
  const total = gain + (sheet.losses[0] as number)
  return { likeness: total === 0 ? 0 : gain / total, values: valuesOf(sheet) }
}

/** Takes a way on from a place when it is better than what was offered before. */
function offer({ gains, losses, next, slots }: Sheet, place: number, gain: number, loss: number, after: number, slot?: SlotTaken): void {
  const gained = gain + (gains[after] as number)
  const lost = loss + (losses[after] as number)
  if (next[place] !== -1 && gained - lost <= (gains[place] as number) - (losses[place] as number) + 1e-9) return
  gains[place] = gained
  losses[place] = lost
  next[place] = after
  if (slot === undefined) slots.delete(place)
  else slots.set(place, slot)
}

/** A long text may fill the last slot to its end. */
function offerValues(sheet: Sheet, place: number, input: string, { word, words, width, read }: { readonly word: number; readonly words: number; readonly width: number; readonly read: SlotReader }): void {
  const last = Math.min(words, word + longestSlot)
  for (let end = word + 1; end <= words; end = end === last ? Math.max(words, end + 1) : end + 1) {
    const found = read(input, word, end)
    if (found !== undefined) offer(sheet, place, slotWeight * found.quality, slotWeight * (1 - found.quality), place + (end - word) * width + 1, { input, found })
  }
}

function valuesOf({ next, slots }: Sheet): ReadonlyMap<string, ValueFound> {
  const values = new Map<string, ValueFound>()
  for (let place = 0; place !== -1; place = next[place] as number) {
    const slot = slots.get(place)
    if (slot !== undefined && !values.has(slot.input)) values.set(slot.input, slot.found)
  }
  return values
}

/** Gives a likeness that no words with these keys can pass, so that an example which can not be the best need not be laid on them. */
export function mostLikeness({ parts, slots }: ExamplePattern, heard: ReadonlySet<string>): number {
  let gain = slots * slotWeight
  let loss = 0
  for (const part of parts) {
    if (part.kind !== 'word') continue
    if (heard.has(part.key)) gain += part.weight
    else loss += part.weight
  }
  return gain === 0 ? 0 : gain / (gain + loss)
}

/** How many steps it takes to lay so many words on an example. */
export function alignEffort(words: number, { parts, slots }: ExamplePattern): number {
  return (words + 1) * (parts.length + 1 + slots * Math.min(words, longestSlot))
}
