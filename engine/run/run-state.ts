/*
 * The state of one run as its journal tells it. Owns: frames (a machine with its snapshot: the skill, a sub-skill, an
 * element of an `each`), open activities, timers, approvals. Does not own: what an entry means (apply-entry.ts), doing
 * (runner.ts). Always true: it changes by `applyEntry` only, so the same entries give the same state, ids included (R3).
 */
import type { Machine } from '../compile/machine.ts'
import type { Env } from '../compile/scope.ts'
import type { Contract } from '../terms/contract.ts'
import type { ActivityEffect, End } from '../terms/effect.ts'
import type { Event } from '../terms/event.ts'
import { failureOf } from '../terms/expression.ts'
import type { Failure } from '../terms/failure.ts'
import type { Outcome } from '../terms/journal.ts'
import type { Json } from '../terms/json.ts'
import { joinLabels, noLabels, type Labels } from '../terms/label.ts'
import { foreignOf } from './call-labels.ts'
import type { Activity, CallRecord, EntryOf, Frame, Inside, MachineOf, RunWatcher, Timer } from './run-parts.ts'
import { Spending } from './spending.ts'
import { Receipts } from './receipts.ts'
import { RunLedger } from './run-ledger.ts'
import { scopeAt, start, step, type Step } from './step.ts'

const deepest = 16
const tracedStates = 256

export class RunState {
  readonly run: string
  /** Undefined: the texts are not at hand, and only what the entries say by themselves is known. */
  readonly machineOf: MachineOf | undefined
  private readonly watcher: RunWatcher | undefined
  started: EntryOf<'run-started'> | undefined
  sequence = 0
  time = 0
  /** Milliseconds between the entry before and the last one. */
  passed = 0
  steps = 0
  readonly activities = new Map<number, Activity>()
  readonly ready = new Set<Activity>()
  readonly timers = new Map<number, Timer>()
  /** Calls without an answer yet, by sequence number; also those nobody waits for any more. */
  readonly calls = new Map<number, CallRecord>()
  readonly asks = new Map<number, { readonly entry: EntryOf<'person-asked'>; readonly activity: Activity }>()
  readonly questions = new Map<number, { readonly entry: EntryOf<'model-asked'>; readonly activity: Activity }>()
  /** Deeds the person said yes to: hash → until when, in milliseconds since 1970. Used up by the call. */
  readonly approvals = new Map<string, number>()
  /** Cards of yes answers that hold for more than one deed, with the skill that asked. */
  readonly granted: { readonly entry: EntryOf<'person-asked'>; readonly skill: Frame['skill']; readonly span: 'run' | 'always' }[] = []
  /** Deeds of the approved rehearsal that are still to come: hash → how many. */
  readonly envelope = new Map<string, number>()
  /** The last states entered, newest last: at least 256 of them, if so many were. */
  readonly trace: { readonly path: string; readonly state: string; readonly sequence: number }[] = []
  /** The names of all states that were entered. */
  readonly entered = new Set<string>()
  /** What questions to the model have cost. */
  readonly spending = new Spending()
  /** What the person wants of this run, made checkable; it holds in sub-skills too. */
  contract: Contract | undefined
  /** The deeds so far and what was done, kept where there is a contract. */
  readonly receipts = new Receipts()
  readonly ledger = new RunLedger()
  root: Frame | undefined
  /** Set when the machine has ended; the runner then writes `run-ended`. */
  end: End | undefined
  outcome: Outcome | undefined
  unknown: { readonly call: number; readonly because: string } | undefined
  paused = false
  cancelled: string | undefined
  undoing = false
  undone = false
  private frameCount = 0
  private activityCount = 0
  private timerCount = 0
  private readonly machineTimers = new Map<Frame, Map<string, number>>()
  private readonly byState = new Map<Frame, Map<string, Activity>>()
  private pumping = false
  private readonly events: { readonly frame: Frame; readonly event: Event }[] = []

  constructor(run: string, machineOf: MachineOf | undefined, watcher?: RunWatcher) {
    this.run = run
    this.machineOf = machineOf
    this.watcher = watcher
  }

  /** Begins a frame and takes its first step. */
  begin(machine: Machine, env: Env, place: { path: string; parent: number | undefined; index: number; skill: Frame['skill']; accepted: boolean; depth: number }): void {
    const first = start(machine, env, this.time)
    const frame: Frame = { id: ++this.frameCount, machine, env, ...place, shown: new Map(), snapshot: first.snapshot }
    this.byState.set(frame, new Map())
    if (place.parent === undefined) this.root = frame
    else this.activities.get(place.parent)?.inside?.frames.add(frame)
    const outermost = !this.pumping
    this.pumping = true
    this.absorb(frame, first, true)
    if (outermost) {
      this.pumping = false
      this.pump()
    }
  }

  /** Hands an event to a frame, and on to all that follows from it; one after another, in the order they came up. */
  deliver(frame: Frame, event: Event): void {
    this.events.push({ frame, event })
    this.pump()
  }

  private pump(): void {
    if (this.pumping) return
    this.pumping = true
    for (let one = this.events.shift(); one !== undefined; one = this.events.shift()) {
      if (this.byState.has(one.frame)) this.absorb(one.frame, step(one.frame.machine, one.frame.snapshot, one.event))
    }
    this.pumping = false
  }

  /** The activity ended with a value. */
  finish(activity: Activity, value: Json, labels: Labels, untrusted?: readonly string[]): void {
    this.close(activity)
    const result = untrusted === undefined || untrusted.length === 0 ? { value, labels } : { value, labels, untrusted }
    this.deliver(activity.frame, { kind: 'done', time: this.time, state: activity.effect.state, result })
  }

  /** The activity failed: another try after a while, or for good. `labels`: of what the failure says, beside those of the activity. */
  fail(activity: Activity, error: Failure, again = true, labels: Labels = noLabels): void {
    this.watcher?.changed?.(activity, error)
    const delay = again ? this.retryDelay(activity, error) : undefined
    if (delay === undefined) {
      this.close(activity)
      this.deliver(activity.frame, { kind: 'failed', time: this.time, state: activity.effect.state, error: { ...error, state: activity.effect.state }, labels: joinLabels(foreignOf(activity), labels) })
      return
    }
    this.closeInside(activity)
    this.dropWaits(activity)
    activity.open = undefined
    activity.status = 'pausing'
    this.ready.delete(activity)
    const id = ++this.timerCount
    this.timers.set(id, { kind: 'retry', id, at: this.time + delay, activity })
  }

  isOpen(activity: Activity): boolean {
    return this.activities.get(activity.id) === activity
  }

  /** Leaves an activity: what it holds inside, its timer and its question go with it. */
  close(activity: Activity): void {
    if (!this.activities.delete(activity.id)) return
    this.ready.delete(activity)
    this.byState.get(activity.frame)?.delete(activity.effect.state)
    this.dropWaits(activity)
    this.closeInside(activity)
  }

  /** Its question is no longer answered, and no timer of it goes off. */
  private dropWaits(activity: Activity): void {
    if (activity.open !== undefined) {
      this.asks.delete(activity.open)
      this.questions.delete(activity.open)
    }
    for (const timer of this.timers.values()) if ('activity' in timer && timer.activity === activity) this.timers.delete(timer.id)
  }

  /** The pause before another try is over. */
  tryAgain(activity: Activity): void {
    activity.attempt++
    this.makeReady(activity)
    this.limitTime(activity)
  }

  /** The model was lost: it is asked again when the run goes on, and has its whole time then. */
  stall(activity: Activity): void {
    this.dropWaits(activity)
    this.makeReady(activity)
    activity.stalled = true
  }

  /** The run goes on. */
  unstall(): void {
    for (const activity of this.activities.values()) {
      if (!activity.stalled) continue
      activity.stalled = false
      this.limitTime(activity)
    }
  }

  /** Sets the timer of a `timeout:`, where there is one; the tries of a call are timed by whoever makes them. */
  private limitTime(activity: Activity): void {
    const { effect, frame } = activity
    const code = frame.machine.activities.get(effect.state)
    if (effect.kind === 'call' || code?.timeout === undefined) return
    try {
      const at = this.time + code.timeout(scopeAt(frame.snapshot, this.time))
      const id = ++this.timerCount
      this.timers.set(id, { kind: 'timeout', id, at, activity })
    } catch (fault) {
      this.fail(activity, failureOf(fault, effect.state), false)
    }
  }

  makeReady(activity: Activity): void {
    activity.status = 'ready'
    activity.open = undefined
    this.ready.add(activity)
  }

  /** The run is over its limits, or was cancelled: everything is left. */
  stopAll(): void {
    for (const activity of [...this.activities.values()]) this.close(activity)
    this.timers.clear()
    this.events.length = 0
  }

  breakOff(error: Failure): void {
    this.end ??= { outcome: 'failed', output: { value: null, labels: noLabels }, because: error.message, error }
    this.stopAll()
  }

  /** Ends the skill that a frame belongs to as failed, whatever it would catch. */
  endWithout(frame: Frame, error: Failure): void {
    let skill = frame
    while (skill.env.outer !== undefined && skill.parent !== undefined) skill = (this.activities.get(skill.parent) as Activity).frame
    this.endFrame(skill, { outcome: 'failed', output: { value: null, labels: noLabels }, because: error.message, error })
  }

  setLimit(at: number): void {
    const id = ++this.timerCount
    this.timers.set(id, { kind: 'limit', id, at })
  }

  private absorb(frame: Frame, taken: Step, first = false): void {
    const before = first ? undefined : frame.snapshot
    frame.snapshot = taken.snapshot
    this.watcher?.stepped(frame, before, taken)
    this.steps += taken.entered.length
    for (const state of taken.entered) {
      this.entered.add(state)
      if (this.trace.push({ path: frame.path, state, sequence: this.sequence }) === 2 * tracedStates) this.trace.splice(0, tracedStates)
    }
    let end: End | undefined
    for (const effect of taken.effects) {
      if (effect.kind === 'end') end = effect.end
      else if (effect.kind === 'stop') this.stopState(frame, effect.state)
      else if (effect.kind === 'timer') this.addTimer(frame, effect.timer, effect.at)
      else if (effect.kind === 'cancel-timer') this.dropTimer(frame, effect.timer)
      else this.open(frame, effect)
    }
    if (end !== undefined) this.endFrame(frame, end)
    const limit = this.root?.machine.limits.steps ?? frame.machine.limits.steps
    if (this.steps > limit && this.end === undefined) this.breakOff({ code: 'too-many-steps', message: `The run entered more than ${limit} states.` })
  }

  private open(frame: Frame, effect: ActivityEffect): void {
    const holds = effect.kind === 'each' || effect.kind === 'run'
    const inside: Inside | undefined = holds ? { next: 0, running: 0, filling: false, labels: noLabels, untrusted: new Set(), results: [], frames: new Set() } : undefined
    const activity: Activity = { id: ++this.activityCount, frame, effect, path: frame.path + effect.state, status: 'ready', attempt: 1, key: undefined, delay: 0, stalled: false, open: undefined, inside }
    this.activities.set(activity.id, activity)
    this.byState.get(frame)?.set(effect.state, activity)
    this.watcher?.changed?.(activity, 'opened')
    this.limitTime(activity)
    if (!this.isOpen(activity)) return
    if (effect.kind === 'each') this.beginElements(activity)
    else this.ready.add(activity)
  }

  /** Begins as many elements as may run at once. One that ends at once makes room in the same loop. */
  private beginElements(activity: Activity): void {
    const { effect, inside, frame } = activity
    if (effect.kind !== 'each' || inside === undefined || inside.filling) return
    activity.status = 'inside'
    const body = frame.machine.activities.get(effect.state)?.body as Machine
    const outer = scopeAt(frame.snapshot, this.time)
    inside.filling = true
    while (inside.running < effect.atOnce && inside.next < effect.items.length && this.isOpen(activity)) {
      const index = inside.next++
      inside.running++
      const item = { value: effect.items[index] as Json, labels: effect.labels, ...(effect.untrusted.length > 0 && { untrusted: effect.untrusted }) }
      const env: Env = { ...frame.env, because: effect.because, item, index, outer }
      this.begin(body, env, { path: `${activity.path}[${index}]/`, parent: activity.id, index, skill: frame.skill, accepted: frame.accepted, depth: frame.depth })
    }
    inside.filling = false
    if (inside.running === 0 && this.isOpen(activity)) this.finish(activity, inside.results, joinLabels(joinLabels(effect.labels, effect.because), inside.labels), [...inside.untrusted])
  }

  private endFrame(frame: Frame, end: End): void {
    this.forgetFrame(frame)
    const activity = frame.parent === undefined ? undefined : this.activities.get(frame.parent)
    if (frame.parent === undefined) {
      this.end ??= end
      this.stopAll()
      return
    }
    if (activity === undefined || activity.inside === undefined) return
    activity.inside.frames.delete(frame)
    if (end.outcome !== 'done') return this.fail(activity, failureAround(activity, frame, end), activity.effect.kind === 'run', end.labels)
    if (activity.effect.kind === 'run') return this.finish(activity, end.output.value, end.output.labels, end.output.untrusted)
    this.elementDone(activity, frame, end)
  }

  private elementDone(activity: Activity, frame: Frame, end: End): void {
    const { effect, inside } = activity
    if (effect.kind !== 'each' || inside === undefined) return
    inside.running--
    inside.results[frame.index] = end.output.value
    inside.labels = joinLabels(inside.labels, end.output.labels)
    for (const path of end.output.untrusted ?? []) inside.untrusted.add(`*.${path}`)
    this.watcher?.changed?.(activity, 'element-done')
    this.beginElements(activity)
  }

  /** Milliseconds until another try; `undefined`: there is none. */
  retryDelay(activity: Activity, error: Failure): number | undefined {
    const code = activity.frame.machine.activities.get(activity.effect.state)
    if (code?.retry === undefined || error.code === 'denied' || error.code === 'expired') return undefined
    try {
      return code.retry(scopeAt(activity.frame.snapshot, this.time), error, activity.attempt)
    } catch {
      return undefined
    }
  }

  private closeInside(activity: Activity): void {
    const { inside } = activity
    if (inside === undefined) return
    for (const frame of [...inside.frames]) this.forgetFrame(frame)
    inside.frames.clear()
    inside.running = 0
    inside.next = 0
  }

  private forgetFrame(frame: Frame): void {
    for (const activity of [...(this.byState.get(frame)?.values() ?? [])]) this.close(activity)
    for (const id of this.machineTimers.get(frame)?.values() ?? []) this.timers.delete(id)
    this.machineTimers.delete(frame)
    if (this.byState.delete(frame)) this.watcher?.left?.(frame)
  }

  private stopState(frame: Frame, state: string): void {
    const activity = this.byState.get(frame)?.get(state)
    if (activity !== undefined) this.close(activity)
  }

  private addTimer(frame: Frame, name: string, at: number): void {
    this.dropTimer(frame, name)
    const id = ++this.timerCount
    this.timers.set(id, { kind: 'machine', id, at, frame, name })
    let names = this.machineTimers.get(frame)
    if (names === undefined) this.machineTimers.set(frame, (names = new Map()))
    names.set(name, id)
  }

  private dropTimer(frame: Frame, name: string): void {
    const id = this.machineTimers.get(frame)?.get(name)
    if (id === undefined) return
    this.timers.delete(id)
    this.machineTimers.get(frame)?.delete(name)
  }

  /** A timer went off: it is not to come any more. */
  endTimer(timer: Timer): void {
    this.timers.delete(timer.id)
    if (timer.kind === 'machine') this.machineTimers.get(timer.frame)?.delete(timer.name)
  }

  /** All frames that are alive, those of the skill first. */
  frames(): Frame[] {
    return [...this.byState.keys()]
  }

  /** Whether a sub-skill of this activity would lie too deep. */
  isTooDeep(activity: Activity): boolean {
    return activity.frame.depth + 1 > deepest
  }
}

function endFailure(end: End): Failure {
  if (end.error !== undefined) return end.error
  const code = end.outcome === 'stopped' ? 'stopped' : 'failed'
  return { code, message: end.because ?? (code === 'stopped' ? 'It was stopped.' : 'It ended as failed.') }
}

/** What fails in an activity when a frame inside it ended so. The catch of an `each` sees which element it was, by its number. */
export function failureAround({ effect }: Activity, { index }: Frame, end: End): Failure {
  const failure = endFailure(end)
  return effect.kind === 'each' ? { ...failure, facts: { ...failure.facts, index } } : failure
}
