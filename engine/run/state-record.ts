/* What became of the states of a run, noted while its entries are applied: when each was entered and left, and what it gave. */
import { errorSlot } from '../compile/scope.ts'
import { cellAt, type Cell } from '../compile/values.ts'
import type { Failure } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Activity, Frame, RunWatcher } from './run-parts.ts'
import type { Snapshot, Step } from './step.ts'

/** One state at one place: `move[3]/put` is another than `move[4]/put`. */
export interface StateRecord {
  readonly path: string
  readonly state: string
  readonly skill: string
  entered: number
  first: number
  last: number
  /** Since when it is active without a break; undefined: it is not. */
  since: number | undefined
  /** Milliseconds in it before that. */
  spent: number
  activity: Activity | undefined
  output: Cell | undefined
  failure: Json
  each: { readonly total: number; done: number } | undefined
}

/** Keeps a record for every state that is entered, in the order in which they were entered first. */
export class StateRecords implements RunWatcher {
  readonly byPath = new Map<string, StateRecord>()
  /** The time of the last step of any machine. */
  private now = 0

  stepped(frame: Frame, before: Snapshot | undefined, { snapshot, entered }: Step): void {
    const { now } = frame.machine.register
    this.now = now
    const stays = snapshot.ended ? new Set<string>() : namesOf(snapshot)
    for (const state of entered) this.enter(frame, state, now)
    const touched = new Set([...entered, ...(before === undefined ? [] : namesOf(before))])
    for (const state of touched) if (!stays.has(state)) this.leave(frame, state, snapshot, now)
    this.noteError(frame, before, snapshot)
  }

  left(frame: Frame): void {
    for (const state of namesOf(frame.snapshot)) this.leave(frame, state, frame.snapshot, this.now)
  }

  changed(activity: Activity, what: 'opened' | 'element-done' | Failure): void {
    const record = this.byPath.get(activity.path)
    if (record === undefined) return
    if (what === 'opened') {
      record.activity = activity
      record.each = activity.effect.kind === 'each' ? { total: activity.effect.items.length, done: 0 } : undefined
    } else if (what === 'element-done') {
      if (record.each !== undefined) record.each.done++
    } else record.failure = what as unknown as JsonObject
  }

  /** The run was left for so many milliseconds, which count for no state. */
  standStill(milliseconds: number): void {
    for (const record of this.byPath.values()) if (record.since !== undefined) record.since += milliseconds
  }

  private enter(frame: Frame, state: string, now: number): void {
    const path = frame.path + state
    const known = this.byPath.get(path)
    const record = known ?? { path, state, skill: frame.skill.name, entered: 0, first: now, last: now, since: undefined, spent: 0, activity: undefined, output: undefined, failure: null, each: undefined }
    if (record.since !== undefined) record.spent += now - record.since
    record.entered++
    record.last = now
    record.since = now
    record.failure = null
    if (known === undefined) this.byPath.set(path, record)
  }

  private leave(frame: Frame, state: string, { position }: Snapshot, now: number): void {
    const record = this.byPath.get(frame.path + state)
    if (record === undefined) return
    if (record.since !== undefined) record.spent += now - record.since
    record.since = undefined
    const slot = frame.machine.slots.byState.get(state)
    if (slot !== undefined) record.output = cellAt(position.context.values, slot) ?? record.output
  }

  /** A failure that was caught, or that ended the machine, is kept in its slot. */
  private noteError(frame: Frame, before: Snapshot | undefined, after: Snapshot): void {
    const cell = cellAt(after.position.context.values, errorSlot)
    if (cell === undefined || (before !== undefined && cell === cellAt(before.position.context.values, errorSlot))) return
    const error = cell.value as JsonObject
    const record = typeof error['state'] === 'string' ? this.byPath.get(frame.path + error['state']) : undefined
    if (record !== undefined) record.failure = error
  }
}

/** The names of the active states of a machine, those around others first. Nodes that only the machine has are left out. */
export function namesOf({ position }: Snapshot): Set<string> {
  return new Set(position.active.flatMap(({ id }) => (id.includes('$') ? [] : [id])))
}
