import { deedWords } from '../gate/deed-card.ts'
import type { Entry } from '../terms/journal.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Reversal, Tool } from '../terms/tool.ts'

/** A deed of a run as its tool says it, and so what takes it back; null: nothing does, or nobody knows yet. */
export interface DeedInWords {
  /** The entry that called or denied it. */
  readonly entry: number
  readonly words: string
  readonly back: string | null
}

/** Gives the deeds of the entries `asked`, in the words that a person was asked with. Entries that hold no deed are left out. */
export function deedsInWords(entries: readonly Entry[], asked: readonly number[], toolOf: (name: string) => Tool | undefined): readonly DeedInWords[] {
  const keys = new Map<number, string>()
  const reversals = new Map<string, Reversal>()
  for (const entry of entries) {
    if (entry.kind === 'tool-called' && entry.undoes === undefined) keys.set(entry.sequence, entry.key)
    if ((entry.kind !== 'tool-answered' && entry.kind !== 'answer-late') || entry.undo == null) continue
    const key = keys.get(entry.call)
    if (key !== undefined) reversals.set(key, entry.undo)
  }
  const said = (name: string, input: JsonObject): string => {
    const tool = toolOf(name)
    return tool === undefined ? name : deedWords(input, tool)
  }
  return [...new Set(asked)].flatMap((sequence) => {
    const entry = entries[sequence - 1]
    if (entry?.kind !== 'tool-called' && entry?.kind !== 'effect-denied') return []
    const reversal = reversals.get(keys.get(sequence) ?? '')
    return [{ entry: sequence, words: said(entry.tool, entry.input), back: reversal === undefined ? null : said(reversal.tool, reversal.input) }]
  })
}
