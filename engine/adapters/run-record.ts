import { ChelaError } from '../terms/failure.ts'
import type { Entry, Outcome } from '../terms/journal.ts'
import type { RunRecord, RunStatus } from '../terms/ports.ts'

/** A question that nobody has answered yet. */
interface OpenAsk {
  readonly sequence: number
  readonly activity: number
  readonly path: string
}

/** What decides the status of a run. The same object as long as nothing in it changes. */
export interface RunPhase {
  readonly asks: readonly OpenAsk[]
  /** Sequence numbers of calls of which nobody could tell whether they took place. */
  readonly unknown: readonly number[]
  readonly paused: boolean
  readonly undoing: boolean
  readonly end: Outcome | 'undone' | null
  /** The run that it goes on from as a fork. */
  readonly forkedFrom?: string
}

/** A run record with what is needed to carry it on to the next entry. */
export interface RunProgress extends RunRecord {
  readonly phase: RunPhase
}

const firstPhase: RunPhase = { asks: [], unknown: [], paused: false, undoing: false, end: null }

/**
 * Gives the record of a run after one more entry. Pure; `phase` keeps its identity when the entry does not touch it.
 *
 * The first entry must be `run-started`; another one throws ChelaError `broken-journal`. A fork starts where it was made. Entries do not tell of waits for
 * a time or an event, so such a run reads as running; it reads as waiting while a question is open.
 */
export function runRecordAfter(record: RunProgress | undefined, run: string, entry: Entry): RunProgress {
  if (record === undefined) return startedRecord(run, entry)
  const phase = phaseAfter(record.phase, entry)
  if (entry.kind === 'run-forked') return { ...record, phase, status: statusOf(phase), started: entry.time, changed: entry.time, entries: entry.sequence }
  const status = phase === record.phase ? record.status : statusOf(phase)
  return { ...record, phase, status, changed: entry.time, entries: entry.sequence }
}

/** Gives the record alone, as the port has it. */
export function plainRecord(record: RunProgress): RunRecord {
  const { phase, ...plain } = record
  return phase.forkedFrom === undefined ? plain : { ...plain, forkedFrom: phase.forkedFrom }
}

/** Tells whether a record passes the filter of `list`. */
export function fitsFilter(record: RunRecord, filter: { readonly skill?: string; readonly status?: RunStatus }): boolean {
  return (filter.skill === undefined || record.skill === filter.skill) && (filter.status === undefined || record.status === filter.status)
}

/** Orders records newest first; runs that started in the same millisecond by their name, the later one first. */
export function newestFirst(a: RunRecord, b: RunRecord): number {
  return b.started - a.started || (a.run < b.run ? 1 : a.run > b.run ? -1 : 0)
}

function startedRecord(run: string, entry: Entry): RunProgress {
  if (entry.kind !== 'run-started') {
    throw new ChelaError('broken-journal', `The journal of run ${run} starts with "${entry.kind}", not with "run-started".`, { facts: { run } })
  }
  return {
    run,
    skill: entry.skill,
    hash: entry.hash,
    mode: entry.mode,
    status: 'running',
    started: entry.time,
    changed: entry.time,
    entries: entry.sequence,
    phase: firstPhase,
  }
}

function phaseAfter(phase: RunPhase, entry: Entry): RunPhase {
  switch (entry.kind) {
    case 'person-asked':
      return { ...phase, asks: [...phase.asks, { sequence: entry.sequence, activity: entry.activity, path: entry.path }] }
    case 'person-answered':
      return withoutAsks(phase, (ask) => ask.sequence === entry.ask)
    case 'activity-failed':
    case 'effect-denied':
      return withoutAsks(phase, (ask) => ask.activity === entry.activity && ask.path === entry.path)
    case 'outcome-unknown':
      return { ...phase, unknown: [...phase.unknown, entry.call] }
    case 'tool-answered':
    case 'answer-late':
      return phase.unknown.includes(entry.call) ? { ...phase, unknown: phase.unknown.filter((call) => call !== entry.call) } : phase
    case 'run-forked':
      return { ...firstPhase, forkedFrom: entry.run }
    case 'run-paused':
      return { ...phase, paused: true }
    case 'run-resumed':
      return phase.paused ? { ...phase, paused: false } : phase
    case 'run-ended':
      return { ...phase, asks: [], end: entry.outcome }
    case 'undo-started':
      return { ...phase, asks: [], undoing: true }
    case 'undo-ended':
      return { ...phase, asks: [], undoing: false, end: entry.undone === 0 && entry.skipped > 0 ? phase.end : 'undone' }
    default:
      return phase
  }
}

function withoutAsks(phase: RunPhase, gone: (ask: OpenAsk) => boolean): RunPhase {
  if (phase.asks.length === 0) return phase
  const asks = phase.asks.filter((ask) => !gone(ask))
  return asks.length === phase.asks.length ? phase : { ...phase, asks }
}

function statusOf(phase: RunPhase): RunStatus {
  const awake = phase.asks.length > 0 ? 'waiting' : 'running'
  if (phase.undoing) return awake
  if (phase.end !== null) return phase.end
  if (phase.unknown.length > 0) return 'unknown'
  return phase.paused ? 'paused' : awake
}
