import type { ExamplePattern, PatternPart } from './example-pattern.ts'
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

interface Cell {
  readonly gain: number
  readonly loss: number
  /** What was read last, and the cell before it. */
  readonly slot?: { readonly input: string; readonly found: ValueFound; readonly before: Cell }
  readonly from?: Cell
}

const slotWeight = 1.5
const longestSlot = 40

/** Lays words on an example: each word is said, skipped or part of a value; each part of the example is met or missed. */
export function alignPattern(words: readonly Word[], pattern: ExamplePattern, read: SlotReader, isSame: (a: string, b: string) => number): Alignment {
  const { parts } = pattern
  const rows: Cell[][] = Array.from({ length: words.length + 1 }, () => [])
  for (let word = words.length; word >= 0; word--) {
    for (let part = parts.length; part >= 0; part--) (rows[word] as Cell[])[part] = bestCell(word, part)
  }
  const best = rows[0]?.[0] as Cell
  const total = best.gain + best.loss
  return { likeness: total === 0 ? 0 : best.gain / total, values: valuesOf(best) }

  function bestCell(word: number, part: number): Cell {
    const here = parts[part]
    const said = words[word]
    let best: Cell | undefined
    const offer = (gain: number, loss: number, from: Cell | undefined, slot?: Cell['slot']): void => {
      const cell = { gain: gain + (from?.gain ?? 0), loss: loss + (from?.loss ?? 0), ...(from === undefined ? {} : { from }), ...(slot === undefined ? {} : { slot }) }
      if (best === undefined || cell.gain - cell.loss > best.gain - best.loss + 1e-9) best = cell
    }
    if (here === undefined && said === undefined) return { gain: 0, loss: 0 }
    if (here?.kind === 'word' && said !== undefined) {
      const same = isSame(said.key, here.key)
      if (same > 0) offer(here.weight * same, here.weight * (1 - same), rows[word + 1]?.[part + 1])
    }
    if (here?.kind === 'slot') offerValues(here, word, part, offer)
    if (said !== undefined) offer(0, weightOf(said.key) * 0.9, rows[word + 1]?.[part])
    if (here !== undefined) offer(0, here.kind === 'word' ? here.weight : here.required ? 1 : 0.5, rows[word]?.[part + 1])
    return best as unknown as Cell
  }

  function offerValues(here: PatternPart & { readonly kind: 'slot' }, word: number, part: number, offer: (gain: number, loss: number, from: Cell | undefined, slot?: Cell['slot']) => void): void {
    const last = Math.min(words.length, word + longestSlot)
    // A long text may fill the last slot to its end.
    const ends = Array.from({ length: last - word }, (_, place) => word + 1 + place)
    for (const end of last < words.length ? [...ends, words.length] : ends) {
      const found = read(here.input, word, end)
      const from = rows[end]?.[part + 1]
      if (found === undefined || from === undefined) continue
      offer(slotWeight * found.quality, slotWeight * (1 - found.quality), from, { input: here.input, found, before: from })
    }
  }
}

function valuesOf(best: Cell): ReadonlyMap<string, ValueFound> {
  const values = new Map<string, ValueFound>()
  for (let cell: Cell | undefined = best; cell !== undefined; cell = cell.from) if (cell.slot !== undefined && !values.has(cell.slot.input)) values.set(cell.slot.input, cell.slot.found)
  return values
}
