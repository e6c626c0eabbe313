import type { Entry } from '../../engine/index.ts'

/** A deed that a run did, tried or was denied. */
export interface RunDeed {
  /** The entry that called or denied it. */
  readonly entry: number
  readonly path: string
  readonly tool: string
  /** `done`, `not answered yet`, or why not. */
  readonly outcome: string
  readonly isDone: boolean
}

/** Gives all deeds of a run in their order. What takes deeds back is none. */
export function runDeeds(entries: readonly Entry[]): readonly RunDeed[] {
  const deeds = new Map<number, RunDeed>()
  for (const entry of entries) {
    if (entry.kind === 'tool-called' && entry.undoes === undefined) deeds.set(entry.sequence, { entry: entry.sequence, path: entry.path, tool: entry.tool, outcome: 'not answered yet', isDone: false })
    if (entry.kind === 'effect-denied') deeds.set(entry.sequence, { entry: entry.sequence, path: entry.path, tool: entry.tool, outcome: `denied (${entry.decision.rule})`, isDone: false })
    if (entry.kind !== 'tool-answered' && entry.kind !== 'answer-late' && entry.kind !== 'outcome-unknown') continue
    const deed = deeds.get(entry.call)
    if (deed === undefined) continue
    const failure = entry.kind === 'outcome-unknown' ? undefined : entry.failure
    const isDone = entry.kind !== 'outcome-unknown' && failure === undefined
    deeds.set(entry.call, { ...deed, isDone, outcome: isDone ? 'done' : failure === undefined ? 'outcome unknown' : `failed (${failure.code})` })
  }
  return [...deeds.values()]
}
