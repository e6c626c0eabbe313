import type { Machine } from '../compile/machine.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'
import { applyEntry } from './apply-entry.ts'
import { RunState } from './run-state.ts'

/**
 * Gives the state of a run after its stored entries (R3). Performs nothing. `machines` holds the machine of every skill
 * text that the entries name, by hash.
 */
export function replay(run: string, entries: readonly Entry[], machines: ReadonlyMap<string, Machine>): RunState {
  return applied(new RunState(run, (hash) => machineFor(hash, machines)), entries)
}

/**
 * Gives as much of the state as the entries tell without any machine: how the run ended, which calls are open, what is being
 * taken back. Nothing can be taken up with it but a cancellation and an undo.
 */
export function replayBare(run: string, entries: readonly Entry[]): RunState {
  return applied(new RunState(run, undefined), entries)
}

function applied(state: RunState, entries: readonly Entry[]): RunState {
  const { run } = state
  for (const entry of entries) {
    if (entry.sequence !== state.sequence + 1) {
      throw new ChelaError('journal-gap', `The journal of run ${run} has no entry ${state.sequence + 1}.`, { help: 'Restore the runs database from a backup, or start the skill anew.' })
    }
    applyEntry(state, entry)
  }
  return state
}

/** The hashes of the skill texts that a journal is pinned to. */
export function textsOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap((entry) => (entry.kind === 'run-started' || entry.kind === 'skill-started' ? [entry.hash] : [])))]
}

function machineFor(hash: string, machines: ReadonlyMap<string, Machine>): Machine {
  const machine = machines.get(hash)
  if (machine !== undefined) return machine
  throw new ChelaError('no-text', `The skill text ${hash.slice(0, 12)} that the run was started with is not in the store.`, { help: 'Start the skill anew.' })
}
