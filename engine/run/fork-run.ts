/*
 * Makes the journal that a fork of a run begins with. Owns: where a run can be forked, and what of it counts no more. Always true:
 * no deed that may have been done is done again by the fork (R4); no yes that the old run was given permits a deed of the fork.
 */
import type { Machine } from '../compile/machine.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Entry, ForkPoint } from '../terms/journal.ts'
import { answerCall, changeEntry, type Change } from './change-entry.ts'
import { checkFollows } from './fork-follows.ts'
import { replay } from './replay.ts'
import type { EntryOf } from './run-parts.ts'
import type { RunState } from './run-state.ts'
import type { World } from './world.ts'

export interface Fork {
  readonly run: string
  /** The last entry that the fork begins with. */
  readonly at: number
  readonly change?: Change
}

/** Gives the entries of a run up to the one it is to be forked at. Throws ChelaError for a place where there is nothing to go on. */
export function entriesUpTo(entries: readonly Entry[], { run, at, change }: Fork): readonly Entry[] {
  const started = entries[0]
  if (started?.kind !== 'run-started') throw new ChelaError('unknown-run', `There is no run ${run}.`, { help: '"chela runs" lists them.' })
  if (started.mode !== 'live') throw new ChelaError('fork-place', `Run ${run} only predicted its deeds, so nothing can go on from it.`, { help: 'Start the skill anew.' })
  if (!Number.isInteger(at) || at < 1 || at > entries.length) throw new ChelaError('fork-place', `Run ${run} has no entry ${at}; it has ${entries.length}.`, { facts: { at } })
  const before = entries.slice(0, at)
  const over = before.find(({ kind }) => kind === 'run-ended' || kind === 'run-cancelled')
  if (over !== undefined) throw new ChelaError('fork-place', `Run ${run} was over by entry ${at}.`, { help: `Go on from entry ${over.sequence - 1} or one before it.`, facts: { at, last: over.sequence - 1 } })
  if (change !== undefined && !(change.sequence <= at)) throw new ChelaError('fork-change', `Entry ${change.sequence} comes after entry ${at}, from which the run is to go on.`)
  return before
}

/** Gives the entries that a fork begins with, the last of which says that it is one. */
export function forkedEntries(world: World, fork: Fork, entries: readonly Entry[], machines: ReadonlyMap<string, Machine>): Entry[] {
  const { run, at, change } = fork
  // Throws where a text is no longer there, before anything is compared.
  replay(run, entries, machines)
  const changed = change === undefined ? entries : changedEntries(world, entries, change, machines)
  const state = replay(run, changed, machines)
  checkNothingOpen(state, changed, at)
  const point: ForkPoint = { run, at, ...(change !== undefined && { changed: change.sequence }) }
  const own = changed.map((entry) => ownEntry(world, entry, point))
  return [...own, { sequence: state.sequence + 1, time: Math.max(world.clock.now(), state.time), kind: 'run-forked', ...point }]
}

function changedEntries(world: World, entries: readonly Entry[], change: Change, machines: ReadonlyMap<string, Machine>): readonly Entry[] {
  const started = entries[0] as EntryOf<'run-started'>
  const machineOf = (hash: string): Machine => machines.get(hash) as Machine
  const about = { machine: machineOf(started.hash), tool: (name: string) => world.tools.tool(name) }
  if (entries[change.sequence - 1]?.kind === 'tool-called') {
    if (isAnswered(entries, change.sequence)) throw new ChelaError('fork-change', `The call of entry ${change.sequence} was answered: change its answer.`)
    return [...entries, answerCall(entries, change, about)]
  }
  const next = entries.with(change.sequence - 1, changeEntry(entries, change, about))
  checkFollows(entries, next, change.sequence, machineOf)
  return next
}

function isAnswered(entries: readonly Entry[], call: number): boolean {
  return entries.some((entry) => (entry.kind === 'tool-answered' || entry.kind === 'answer-late') && entry.call === call)
}

/** What the old run was allowed is not taken over: a rehearsal that was approved, and a text accepted back then. */
function ownEntry(world: World, entry: Entry, forkedFrom: ForkPoint): Entry {
  if (entry.kind === 'run-started') return { ...notOwn(entry), envelope: null, accepted: world.accepted(entry.hash), forkedFrom }
  return entry.kind === 'skill-started' ? { ...notOwn(entry), accepted: world.accepted(entry.hash) } : entry
}

/** Which text stands under the name by now is not looked at again: what is allowed by a name asks in a fork. */
function notOwn<Started extends EntryOf<'run-started' | 'skill-started'>>({ own: _own, ...entry }: Started): Omit<Started, 'own'> {
  return entry
}

function checkNothingOpen(state: RunState, entries: readonly Entry[], at: number): void {
  const [open] = state.calls.values()
  if (open !== undefined) {
    throw new ChelaError('fork-open', `At entry ${at} ${open.entry.tool} was at work (entry ${open.entry.sequence}), so the fork could do the same deed twice.`, {
      help: 'Go on from before it was called or after it answered, or say what it answered.',
      facts: { at, call: open.entry.sequence },
    })
  }
  const calls = new Map(entries.flatMap((entry) => (entry.kind === 'tool-called' ? [[entry.sequence, entry] as const] : [])))
  for (const entry of entries) {
    const call = entry.kind === 'tool-answered' && entry.failure?.happened === 'maybe' ? calls.get(entry.call) : undefined
    if (call === undefined || !state.activities.has(call.activity)) continue
    throw new ChelaError('fork-open', `At entry ${at} ${call.tool} was to be tried again, and whether it took place the first time is not known.`, {
      help: `Go on from before entry ${call.sequence}, or change what it answered.`,
      facts: { at, call: call.sequence },
    })
  }
}
