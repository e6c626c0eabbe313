/*
 * Decides; does nothing. Owns: event in, snapshot and effects out. Does not own: which nodes are left and entered
 * (chart-step.ts), what becomes of the effects (runner.ts), which entry brought the event (replay.ts). Always true: a
 * snapshot is never changed, so the same machine, snapshot and event give the same step, as often as one likes.
 */
import type { ChartEvent, Parameters } from '../compile/chart.ts'
import { foreignIn, noteLabels, noteValue } from '../compile/foreign.ts'
import { isInternalEvent, raisePrefix } from '../compile/builder.ts'
import type { MachineContext } from '../compile/machine-context.ts'
import type { Machine } from '../compile/machine.ts'
import { varsSlot, type Env, type MachineScope } from '../compile/scope.ts'
import { noValues, withCell } from '../compile/values.ts'
import type { Effect, End } from '../terms/effect.ts'
import type { Event } from '../terms/event.ts'
import { failureOf } from '../terms/expression.ts'
import type { Failure } from '../terms/failure.ts'
import { noLabels, type Labels } from '../terms/label.ts'
import { enterChart, NeverRests, stepChart, type ChartPosition, type Lookout, type Sink } from './chart-step.ts'

/** A machine at rest. `timers`: the events its pending delays will bring, by the id of the delay. */
export interface Snapshot {
  readonly position: ChartPosition
  readonly timers: ReadonlyMap<string, ChartEvent>
  readonly timerCount: number
  readonly ended: boolean
}

export interface Step {
  readonly snapshot: Snapshot
  readonly effects: readonly Effect[]
  /** States entered on the way, in order. */
  readonly entered: readonly string[]
}

/** Gives the first snapshot of a machine and what it asks for. Pure. `time`: milliseconds since 1970. */
export function start(machine: Machine, env: Env, time: number): Step {
  for (const labels of [env.because, ...Object.values(env.origins)]) noteLabels(labels)
  noteValue(env.item)
  const values = withCell(noValues, varsSlot, { value: machine.variables, labels: noLabels, fields: {} })
  const taker = takerOf(machine)
  taker.begin(time, noTimers, 0, undefined)
  return taker.enter({ values, env })
}

/**
 * Gives the next snapshot and the effects that `event` asks for. Pure: performs nothing.
 *
 * An event the current state does not expect changes nothing and asks for nothing.
 */
export function step(machine: Machine, snapshot: Snapshot, event: Event): Step {
  const object = chartEvent(snapshot, event)
  if (object === undefined || snapshot.ended) return { snapshot, effects: [], entered: [] }
  if (event.kind === 'done') noteValue(event.result)
  if (event.kind === 'failed') noteLabels(event.labels ?? noLabels)
  if (event.kind === 'message') noteValue(event.data)
  const taker = takerOf(machine)
  taker.begin(event.time, snapshot.timers, snapshot.timerCount, event.kind === 'done' || event.kind === 'failed' ? event.state : undefined)
  if (event.kind === 'timer') taker.forget(event.timer)
  return taker.step(snapshot.position, object)
}

/** Gives the scope in which the code of an activity is worked out between steps. */
export function scopeAt(snapshot: Snapshot, now: number, more: Partial<MachineScope> = {}): MachineScope {
  const { values, env } = snapshot.position.context
  return { now, values, env, event: undefined, error: undefined, result: undefined, ...more }
}

/** The names of the innermost active states, in document order. */
export function activeStates(snapshot: Snapshot): string[] {
  return snapshot.position.active.filter((node) => node.children.length === 0 && !node.id.includes('$')).map((node) => node.id)
}

let lookout: Lookout | undefined

/** Does some work, and tells `watch` of each way that the steps in it look at. Steps are synchronous, so none of another run is among them. */
export function watchWays<T>(watch: Lookout, work: () => T): T {
  const before = lookout
  lookout = watch
  try {
    return work()
  } finally {
    lookout = before
  }
}

const noTimers: ReadonlyMap<string, ChartEvent> = new Map()

function chartEvent(snapshot: Snapshot, event: Event): ChartEvent | undefined {
  switch (event.kind) {
    case 'done':
      return { type: `chela.done.${event.state}`, result: event.result }
    case 'failed':
      return failedEvent(event.state, event.error, event.labels)
    case 'message':
      return isInternalEvent(event.name) ? undefined : { type: event.name, data: event.data }
    case 'timer':
      return snapshot.timers.get(event.timer)
  }
}

function failedEvent(state: string, error: Failure, labels?: Labels): ChartEvent {
  return { type: `chela.failed.${state}`, state, error: error.state === state ? error : { ...error, state }, ...(labels !== undefined && { labels }) }
}

const takers = new WeakMap<Machine, StepTaker>()

function takerOf(machine: Machine): StepTaker {
  let taker = takers.get(machine)
  if (taker === undefined) takers.set(machine, (taker = new StepTaker(machine)))
  return taker
}

/** Takes the steps of one machine, one after another; between `begin` and the step it gives nothing else runs. */
class StepTaker implements Sink {
  private readonly machine: Machine
  private effects: Effect[] = []
  private entered: string[] = []
  private failures: { readonly state: string; readonly error: Failure }[] = []
  private timers: ReadonlyMap<string, ChartEvent> = noTimers
  private own: Map<string, ChartEvent> | undefined
  private timerCount = 0
  private finishing: string | undefined
  looked: Lookout | undefined

  constructor(machine: Machine) {
    this.machine = machine
  }

  begin(time: number, timers: ReadonlyMap<string, ChartEvent>, timerCount: number, finishing: string | undefined): void {
    this.effects = []
    this.entered = []
    this.failures = []
    this.timers = timers
    this.own = undefined
    this.timerCount = timerCount
    this.finishing = finishing
    this.looked = lookout
    const { register } = this.machine
    register.now = time
    register.fault = undefined
    register.lateFault = undefined
  }

  enter(context: MachineContext): Step {
    return this.take({ active: [], history: new Map(), context, done: false }, () => enterChart(this.machine.chart, context, this))
  }

  step(from: ChartPosition, event: ChartEvent): Step {
    return this.take(from, () => stepChart(this.machine.chart, from, event, this))
  }

  /** The timer that brought the event is over. */
  forget(timer: string): void {
    if (this.timers.has(timer)) this.ownTimers().delete(timer)
  }

  private take(from: ChartPosition, work: () => ChartPosition): Step {
    let position: ChartPosition
    try {
      position = work()
      for (let failed = this.nextFailure(); failed !== undefined && !position.done; failed = this.nextFailure()) {
        position = stepChart(this.machine.chart, position, failedEvent(failed.state, failed.error), this)
      }
    } catch (thrown) {
      if (!(thrown instanceof NeverRests)) throw thrown
      position = this.broken(from, thrown)
    }
    return { snapshot: { position, timers: this.timers, timerCount: this.timerCount, ended: position.done }, effects: this.effects, entered: this.entered }
  }

  private nextFailure() {
    const { register } = this.machine
    const late = register.lateFault
    if (late === undefined) return this.failures.shift()
    register.lateFault = undefined
    return { state: late.state ?? '', error: late }
  }

  /** The machine passed through thousands of states without resting: it ends here. */
  private broken(from: ChartPosition, thrown: NeverRests): ChartPosition {
    const error: Failure = { code: 'too-many-steps', message: thrown.message }
    this.timers = noTimers
    this.effects = [{ kind: 'end', end: { outcome: 'failed', output: nothing, because: error.message, error } }]
    return { ...from, done: true }
  }

  effect(type: string, params: Parameters, context: MachineContext, event: ChartEvent): void {
    const state = params['state'] as string
    if (type === 'chela.enter') this.enters(state)
    else if (type === 'chela.start') this.starts(state, context, event)
    else if (type === 'chela.end') this.effects.push({ kind: 'end', end: this.endOf(params, context, event) })
    else if (state === this.finishing) this.finishing = undefined
    else this.effects.push({ kind: 'stop', state })
  }

  delay(id: string, milliseconds: number, event: ChartEvent): void {
    const timer = id.startsWith(raisePrefix) ? `${id}#${++this.timerCount}` : id
    this.ownTimers().set(timer, event)
    this.effects.push({ kind: 'timer', timer, at: this.machine.register.now + milliseconds })
  }

  /** An event may have been raised several times under one id: all that are still to come are cancelled. */
  cancel(id: string): void {
    if (this.timers.size === 0) return
    const raised = id.startsWith(raisePrefix)
    for (const timer of this.timers.keys()) {
      if ((raised ? timer.slice(0, timer.lastIndexOf('#')) : timer) !== id) continue
      this.ownTimers().delete(timer)
      this.effects.push({ kind: 'cancel-timer', timer })
    }
  }

  /** The timers of this step to change: those of the snapshot before are copied once. */
  private ownTimers(): Map<string, ChartEvent> {
    if (this.own === undefined) this.timers = this.own = new Map(this.timers)
    return this.own
  }

  private enters(state: string): void {
    this.entered.push(state)
    const { register } = this.machine
    if (register.fault?.state === state) register.fault = undefined
  }

  private starts(state: string, context: MachineContext, event: ChartEvent): void {
    this.enters(state)
    try {
      const effect = this.machine.activities.get(state)?.effect(this.scopeOf(context, event))
      if (effect !== undefined) this.effects.push(effect)
    } catch (fault) {
      this.failures.push({ state, error: failureOf(fault, state) })
    }
  }

  private endOf(params: Parameters, context: MachineContext, event: ChartEvent): End {
    const { outcome } = params
    if (outcome === 'stopped') return { outcome, output: nothing, because: 'The person said no.', error: undefined }
    if (outcome === 'failed') return { outcome, output: nothing, because: event.error?.message, error: event.error, labels: event.labels ?? foreignIn(this.scopeOf(context, event)) }
    const state = params['state'] as string | undefined
    try {
      return this.machine.end(state, this.scopeOf(context, event))
    } catch (fault) {
      const error = failureOf(fault, state ?? '')
      return { outcome: 'failed', output: nothing, because: error.message, error, labels: foreignIn(this.scopeOf(context, event)) }
    }
  }

  private scopeOf({ values, env }: MachineContext, { type, data, error }: ChartEvent): MachineScope {
    const event = data !== undefined && !isInternalEvent(type) ? { name: type, data } : undefined
    return { now: this.machine.register.now, values, env, event, error, result: undefined }
  }
}

const nothing = { value: null, labels: noLabels }
