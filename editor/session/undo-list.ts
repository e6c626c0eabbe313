import { deedsToUndo, type Entry, type Json } from '../../engine/index.ts'

/** A deed of a run, as it stands to being taken back. */
export interface UndoLine {
  readonly call: number
  readonly path: string
  readonly tool: string
  /** What takes it back; null: nothing does. */
  readonly back: { readonly tool: string } | null
  /** Why it can not be taken back; undefined: it can. */
  readonly because: string | undefined
}

/** What became of an undo that was begun. */
export interface UndoResult {
  readonly isOver: boolean
  readonly undone: readonly number[]
  readonly skipped: readonly { readonly call: number; readonly because: string }[]
}

/** Gives the deeds that are not taken back yet, in the order in which that would be done: the newest first. */
export function undoList(entries: readonly Entry[]): readonly UndoLine[] {
  return deedsToUndo(entries).map(({ call, undo, unknown }) => ({
    call: call.sequence,
    path: call.path,
    tool: call.tool,
    back: undo === null ? null : { tool: undo.tool },
    because: unknown === true ? 'Whether it took place is not known.' : undo === null ? 'It can not be taken back.' : undefined,
  }))
}

/** Gives how the last undo went, as far as it is; undefined: none was begun. */
export function undoResult(entries: readonly Entry[]): UndoResult | undefined {
  const begun = entries.findLastIndex(({ kind }) => kind === 'undo-started')
  if (begun < 0) return undefined
  const reversals = new Map<number, number>()
  const undone: number[] = []
  const skipped: { call: number; because: string }[] = []
  for (const entry of entries.slice(begun)) {
    if (entry.kind === 'tool-called' && entry.undoes !== undefined) reversals.set(entry.sequence, entry.undoes)
    if (entry.kind === 'tool-answered' && entry.failure === undefined && reversals.has(entry.call)) undone.push(reversals.get(entry.call) as number)
    if (entry.kind === 'undo-skipped') skipped.push({ call: entry.call, because: entry.because })
  }
  return { isOver: entries.slice(begun).some(({ kind }) => kind === 'undo-ended'), undone, skipped }
}

/** The deed of which nobody can tell whether it took place. */
export interface UnknownDeed {
  readonly call: number
  readonly tool: string
  readonly path: string
  readonly input: Json
  readonly time: number
  readonly because: string
}

/** Gives the deed that a run waits for a person to settle; undefined: there is none. */
export function unknownDeed(entries: readonly Entry[]): UnknownDeed | undefined {
  const found = entries.findLast((entry) => entry.kind === 'outcome-unknown')
  if (found?.kind !== 'outcome-unknown') return undefined
  const isSettled = entries.some((entry) => (entry.kind === 'tool-answered' && entry.call === found.call && entry.sequence > found.sequence) || entry.kind === 'run-ended' || entry.kind === 'run-cancelled')
  const call = entries[found.call - 1]
  if (isSettled || call?.kind !== 'tool-called' || call.undoes !== undefined) return undefined
  return { call: found.call, tool: call.tool, path: call.path, input: call.input, time: call.time, because: found.because }
}
