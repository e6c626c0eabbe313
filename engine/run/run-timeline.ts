import type { Entry, EntryKind } from '../terms/journal.ts'
import { entryWords } from './entry-words.ts'

/** One line of the time line of a run. */
export interface TimelineStep {
  readonly sequence: number
  /** Milliseconds since 1970. */
  readonly time: number
  /** The state it is about, with the way to it; empty for the run itself. */
  readonly path: string
  readonly words: string
  readonly kind: EntryKind
  /** No call is open and the run is not over: a fork can go on from here. */
  readonly forkable: boolean
}

/** Gives what happened in a run, in words, one step an entry. */
export function runTimeline(entries: readonly Entry[]): TimelineStep[] {
  const paths = new Map<number, string>()
  const open = new Set<number>()
  let isOver = false
  return entries.map((entry) => {
    const { sequence, time, kind } = entry
    const about = 'call' in entry ? entry.call : 'ask' in entry ? entry.ask : undefined
    const path = 'path' in entry ? entry.path : ((about === undefined ? undefined : paths.get(about)) ?? '')
    paths.set(sequence, path)
    if (kind === 'tool-called') open.add(sequence)
    if (kind === 'tool-answered' || kind === 'answer-late') open.delete(entry.call)
    isOver ||= kind === 'run-ended' || kind === 'run-cancelled'
    return { sequence, time, path, words: (entryWords(entry)[0] ?? kind).trim(), kind, forkable: !isOver && open.size === 0 }
  })
}
