import type { Entry } from '../../engine/index.ts'

/** Gives why a run waits for its model, which could not be reached; undefined: it does not. */
export function lostModel(entries: readonly Entry[]): string | undefined {
  const at = entries.findLastIndex((entry) => (entry.kind === 'model-answered' || entry.kind === 'activity-failed') && entry.waits === true)
  const found = entries[at]
  if (found === undefined || entries.slice(at + 1).some(({ kind }) => kind === 'run-resumed' || kind === 'run-ended' || kind === 'run-cancelled')) return undefined
  return found.kind === 'model-answered' || found.kind === 'activity-failed' ? found.failure?.message : undefined
}
