/*
 * Drives one run: takes up what is ready, writes entries, applies them, sets timers, ends. Owns: the order
 * gate → journal → perform → journal the answer → event → step. Does not own: what an entry means (apply-entry.ts), how
 * each kind of activity is performed (perform-*.ts). Always true: R1 an entry is durable before what it says is done;
 * R2 nothing but an applied entry changes the state.
 */
import type { Machine } from '../compile/machine.ts'
import type { Failure } from '../terms/failure.ts'
import type { Entry, EntryBody, Outcome } from '../terms/journal.ts'
import type { Grant } from '../gate/policy.ts'
import { applyEntry } from './apply-entry.ts'
import { CallWatch } from './call-watch.ts'
import type { Activity } from './run-parts.ts'
import type { RunState } from './run-state.ts'
import { endEntry } from './run-end.ts'
import type { World } from './world.ts'

/** Why a drive stopped: the run ended, or it waits for somebody. `waiting`: only an event from outside can move it. */
export type Rest = { readonly status: Outcome | 'paused' | 'waiting'; readonly state: RunState }

export type Perform = (drive: Drive, activity: Activity) => Promise<void>

export class Drive {
  readonly world: World
  readonly state: RunState
  /** Yeses that were given in this run and hold for it alone, or are about to be kept for longer. */
  readonly grants: Grant[] = []
  readonly watch: CallWatch
  /** The machines of the texts this run is pinned to, by hash. */
  readonly machines: Map<string, Machine>
  /** Takes up an activity. Handed in, since every way to perform one writes through this drive. */
  private readonly perform: Perform
  readonly rest: Promise<Rest>
  /** Called when nothing can go on by itself but time or an event; true: it did something about it. */
  onIdle: (() => boolean) | undefined
  /** Work begun and not yet answered. */
  inFlight = 0
  private readonly listeners = new Set<(entry: Entry) => void>()
  private writing: Promise<void> | undefined
  private busy = false
  private ending = false
  private over = false
  private pauseWanted = false
  /** Activities whose end ends this step; undefined: it does not go step by step. */
  private stepping: Set<Activity> | undefined
  private cancelTimer: (() => void) | undefined
  private timerAt = Infinity
  private readonly settle: { resolve(rest: Rest): void; reject(error: unknown): void }

  constructor(world: World, state: RunState, machines: Map<string, Machine>, perform: Perform) {
    this.world = world
    this.perform = perform
    this.state = state
    this.machines = machines
    this.watch = new CallWatch(world.clock)
    let settle: { resolve(rest: Rest): void; reject(error: unknown): void } | undefined
    this.rest = new Promise((resolve, reject) => {
      settle = { resolve, reject }
    })
    this.rest.catch(() => {})
    this.settle = settle as NonNullable<typeof settle>
  }

  /** It came to rest or broke down: nothing more is written. */
  get isOver(): boolean {
    return this.over
  }

  /** The yeses that hold now: one for always that the person has taken back is not among them. */
  standing(): readonly Grant[] {
    return this.grants.length === 0 ? this.world.grants : [...this.world.grants, ...this.grants]
  }

  onEntry(listener: (entry: Entry) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /**
   * Writes an entry made from the state as it then is, and applies it once it is durable. `make` may find that there is
   * nothing to write any more and give undefined.
   */
  append(make: () => EntryBody | undefined): void | Promise<void> {
    if (this.writing !== undefined) return this.track(this.writing.then(() => this.write(make)))
    try {
      const written = this.write(make)
      if (written !== undefined) return this.track(written)
    } catch (error) {
      this.breakDown(error)
    }
  }

  private track(written: Promise<void>): Promise<void> {
    const tracked: Promise<void> = written.catch((error: unknown) => this.breakDown(error)).then(() => {
      if (this.writing !== tracked) return
      this.writing = undefined
      this.maybeEnd()
    })
    return (this.writing = tracked)
  }

  private write(make: () => EntryBody | undefined): void | Promise<void> {
    if (this.over) return
    const body = make()
    if (body === undefined) return
    const entry = { sequence: this.state.sequence + 1, time: Math.max(this.world.clock.now(), this.state.time), ...body } as Entry
    const stored = this.world.store.append(this.state.run, [entry])
    if (stored !== undefined) return stored.then(() => this.applied(entry))
    this.applied(entry)
  }

  private applied(entry: Entry): void {
    applyEntry(this.state, entry)
    for (const listener of this.listeners) listener(entry)
    this.goOn()
  }

  /** Takes up what is ready; when nothing is, sets the timer or comes to rest. */
  goOn(): void {
    if (this.busy || this.over) return
    this.busy = true
    try {
      this.endStep()
      for (const activity of this.state.ready) {
        if (this.isHalted()) break
        if (this.isItsTurn(activity)) this.takeUp(activity)
      }
      if (this.watch.size > 0) this.watch.abortClosed(this.state)
    } finally {
      this.busy = false
    }
    this.setTimer()
    this.maybeEnd()
  }

  private isHalted(): boolean {
    const { end, paused, unknown, outcome } = this.state
    return end !== undefined || paused || this.pauseWanted || unknown !== undefined || outcome !== undefined
  }

  /**
   * Pauses the run by itself as soon as one activity has ended: one that is in flight already, else the first that is taken
   * up. Elements and states of a sub-skill count each for themselves.
   */
  pauseAfterActivity(): void {
    const { activities } = this.state
    this.stepping = new Set([...activities.values()].filter(({ status }) => status !== 'ready' && status !== 'inside'))
  }

  private isItsTurn(activity: Activity): boolean {
    const { stepping } = this
    if (stepping === undefined || stepping.has(activity)) return true
    if (stepping.size > 0) return false
    stepping.add(activity)
    return true
  }

  private endStep(): void {
    const { stepping, state } = this
    if (stepping === undefined || this.pauseWanted) return
    for (const activity of stepping) {
      if (!state.isOpen(activity)) return this.pause('One step was taken.')
      if (activity.status === 'inside') stepping.delete(activity)
    }
  }

  private takeUp(activity: Activity): void {
    this.state.ready.delete(activity)
    activity.status = 'taken'
    this.work(this.perform(this, activity))
  }

  /** Does the work that a drive begins with; it does not come to rest before that is done. */
  beginWith(work: () => Promise<void>): void {
    this.work(Promise.resolve().then(work))
  }

  /** Counts work in flight; an error in it is a fault of the program and breaks the drive down. */
  work(promise: Promise<void>): void {
    this.inFlight++
    promise.then(this.workDone, this.workBroke)
  }

  private readonly workDone = (): void => {
    this.inFlight--
    this.maybeEnd()
  }

  private readonly workBroke = (error: unknown): void => {
    this.breakDown(error)
    this.workDone()
  }

  failActivity(activity: Activity, failure: Failure): void | Promise<void> {
    return this.append(() => (this.state.isOpen(activity) && activity.status === 'taken' ? { kind: 'activity-failed', activity: activity.id, path: activity.path, failure } : undefined))
  }

  private setTimer(): void {
    let earliest = Infinity
    if (!this.isHalted()) for (const timer of this.state.timers.values()) earliest = Math.min(earliest, timer.at)
    if (earliest === this.timerAt) return
    this.cancelTimer?.()
    this.cancelTimer = undefined
    this.timerAt = earliest
    if (earliest !== Infinity) this.cancelTimer = this.world.clock.at(earliest, () => this.timersDue())
  }

  private timersDue(): void {
    this.timerAt = Infinity
    this.cancelTimer = undefined
    const now = this.world.clock.now()
    const due = [...this.state.timers.values()].filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at || a.id - b.id)
    for (const { id } of due) void this.append(() => (this.state.timers.has(id) ? { kind: 'timer-fired', timer: id } : undefined))
    this.setTimer()
  }

  /** Stops taking up new work; what is in flight is answered first. */
  pause(because: string): void {
    if (this.over || this.ending || this.state.outcome !== undefined) return
    this.pauseWanted = true
    this.watch.abortQuestions()
    this.setTimer()
    this.because = because
    this.maybeEnd()
  }

  private because = ''

  cancel(because: string): void {
    void this.append(() => (this.state.outcome === undefined && this.state.cancelled === undefined ? { kind: 'run-cancelled', because } : undefined))
  }

  private maybeEnd(): void {
    if (this.over || this.busy || this.inFlight > 0 || this.writing !== undefined) return
    const { state } = this
    if (state.outcome !== undefined) return this.stop(state.outcome)
    if (state.end !== undefined) return this.writeEnd()
    if (state.unknown !== undefined) return this.stop('unknown')
    if (state.paused) return this.stop('paused')
    if (this.pauseWanted) return void this.append(() => ({ kind: 'run-paused', because: this.because }))
    if (state.ready.size > 0 || this.isHelpedOn()) return
    if (state.timers.size === 0) this.stop('waiting')
  }

  /** Lets `onIdle` go on until something comes of it: a timer that it fires may be one that nobody waits for any more. */
  private isHelpedOn(): boolean {
    const { sequence } = this.state
    while (this.onIdle?.() === true) {
      if (this.over || this.inFlight > 0 || this.writing !== undefined || this.state.sequence !== sequence) return true
    }
    return false
  }

  private writeEnd(): void {
    if (this.state.end === undefined || this.ending) return
    this.ending = true
    void this.append(() => endEntry(this.state, (name) => this.world.tools.tool(name)))
  }

  private stop(status: Rest['status']): void {
    this.over = true
    this.cancelTimer?.()
    this.watch.close()
    this.settle.resolve({ status, state: this.state })
  }

  /** The drive can not go on: the store broke, or another process took the run over. Nothing more is written. */
  breakDown(error: unknown): void {
    if (this.over) return
    this.over = true
    this.cancelTimer?.()
    this.watch.abortAll()
    this.watch.close()
    this.settle.reject(error)
  }
}
