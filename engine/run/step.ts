/*
 * Decides; does nothing. Owns: event in, snapshot and effects out, on top of XState. Does not own: what becomes of the
 * effects (runner.ts), which entry brought the event (replay.ts). Always true: a snapshot is never changed, so the same
 * machine, snapshot and event give the same step, as often as one likes.
 *
 * One inert actor scope is made for each machine and used for every step. XState's own `transition()` makes a new actor
 * each time, which costs several times as much as the step itself.
 */
import { createActor, type AnyActorScope, type AnyMachineSnapshot } from 'xstate'
import { noteLabels, noteValue } from '../compile/foreign.ts'
import { isInternalEvent } from '../compile/builder.ts'
import type { Machine, MachineContext } from '../compile/machine.ts'
import { varsSlot, type Env, type MachineScope } from '../compile/scope.ts'
import { noValues, withCell } from '../compile/values.ts'
import type { Effect, End } from '../terms/effect.ts'
import type { Event } from '../terms/event.ts'
import { ExpressionFault, failureOf } from '../terms/expression.ts'
import type { Failure } from '../terms/failure.ts'
import { noLabels } from '../terms/label.ts'

/** A machine at rest. `timers`: the events its pending delays will bring, by the id of the delay. */
export interface Snapshot {
  readonly state: AnyMachineSnapshot
  readonly timers: ReadonlyMap<string, MachineEventObject>
  readonly timerCount: number
  readonly ended: boolean
}

export interface Step {
  readonly snapshot: Snapshot
  readonly effects: readonly Effect[]
  /** States entered on the way, in order. */
  readonly entered: readonly string[]
}

interface MachineEventObject {
  readonly type: string
  readonly [field: string]: unknown
}

/** Gives the first snapshot of a machine and what it asks for. Pure. `time`: milliseconds since 1970. */
export function start(machine: Machine, env: Env, time: number): Step {
  for (const labels of [env.because, ...Object.values(env.origins)]) noteLabels(labels)
  noteValue(env.item)
  const values = withCell(noValues, varsSlot, { value: machine.variables, labels: noLabels, fields: {} })
  const taker = takerOf(machine)
  taker.begin(time, noTimers, 0, undefined)
  return taker.finish((scope) => machine.logic.getInitialSnapshot(scope, { values, env }))
}

/**
 * Gives the next snapshot and the effects that `event` asks for. Pure: performs nothing.
 *
 * An event the current state does not expect changes nothing and asks for nothing.
 */
export function step(machine: Machine, snapshot: Snapshot, event: Event): Step {
  const object = eventObject(snapshot, event)
  if (object === undefined || snapshot.ended) return { snapshot, effects: [], entered: [] }
  if (event.kind === 'done') noteValue(event.result)
  if (event.kind === 'message') noteValue(event.data)
  const taker = takerOf(machine)
  taker.begin(event.time, snapshot.timers, snapshot.timerCount, event.kind === 'done' || event.kind === 'failed' ? event.state : undefined)
  if (event.kind === 'timer') taker.forget(event.timer)
  return taker.finish((scope) => machine.logic.transition(snapshot.state, object, scope) as AnyMachineSnapshot)
}

/** Gives the scope in which the code of an activity is worked out between steps. */
export function scopeAt(snapshot: Snapshot, now: number, more: Partial<MachineScope> = {}): MachineScope {
  const { values, env } = snapshot.state.context as MachineContext
  return { now, values, env, event: undefined, error: undefined, result: undefined, ...more }
}

/** The names of the innermost active states, in document order. */
export function activeStates(snapshot: Snapshot): string[] {
  const result: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (!value.includes('$')) result.push(value)
      return
    }
    for (const [key, inner] of Object.entries(value as object)) {
      if (typeof inner === 'object' && Object.keys(inner as object).length === 0) result.push(key)
      else walk(inner)
    }
  }
  walk(snapshot.state.value)
  return result
}

const noTimers: ReadonlyMap<string, MachineEventObject> = new Map()

function eventObject(snapshot: Snapshot, event: Event): MachineEventObject | undefined {
  switch (event.kind) {
    case 'done':
      return { type: `chela.done.${event.state}`, result: event.result }
    case 'failed':
      return failedObject(event.state, event.error)
    case 'message':
      return isInternalEvent(event.name) ? undefined : { type: event.name, data: event.data }
    case 'timer':
      return snapshot.timers.get(event.timer)
  }
}

function failedObject(state: string, error: Failure): MachineEventObject {
  return { type: `chela.failed.${state}`, state, error: error.state === state ? error : { ...error, state } }
}

interface ExecutableAction {
  readonly type: string
  readonly info: { readonly context: MachineContext; readonly event: MachineEventObject }
  readonly params: Record<string, unknown> | undefined
}

const takers = new WeakMap<Machine, StepTaker>()

function takerOf(machine: Machine): StepTaker {
  let taker = takers.get(machine)
  if (taker === undefined) takers.set(machine, (taker = new StepTaker(machine)))
  return taker
}

/** Takes the steps of one machine, one after another; between `begin` and `finish` nothing else runs. */
class StepTaker {
  private readonly machine: Machine
  private readonly scope: AnyActorScope
  private effects: Effect[] = []
  private entered: string[] = []
  private failures: { readonly state: string; readonly error: Failure }[] = []
  private timers: ReadonlyMap<string, MachineEventObject> = noTimers
  private timerCount = 0
  private finishing: string | undefined
  private ended = false

  constructor(machine: Machine) {
    this.machine = machine
    const env: Env = { input: {}, origins: {}, intent: {}, memory: {}, because: noLabels, item: undefined, index: 0, outer: undefined }
    const self = createActor(machine.logic, { input: { values: noValues, env } as never })
    const nothing = () => {}
    this.scope = {
      self,
      id: machine.name,
      sessionId: '',
      system: self.system,
      logger: nothing,
      defer: nothing,
      emit: nothing,
      stopChild: nothing,
      actionExecutor: (action) => this.take(action as unknown as ExecutableAction),
    } as AnyActorScope
  }

  begin(time: number, timers: ReadonlyMap<string, MachineEventObject>, timerCount: number, finishing: string | undefined): void {
    this.effects = []
    this.entered = []
    this.failures = []
    this.timers = timers
    this.timerCount = timerCount
    this.finishing = finishing
    this.ended = false
    const { register } = this.machine
    register.now = time
    register.fault = undefined
    register.lateFault = undefined
  }

  /** The timer that brought the event is over. */
  forget(timer: string): void {
    this.timers = without(this.timers, timer)
  }

  finish(transition: (scope: AnyActorScope) => AnyMachineSnapshot): Step {
    let state: AnyMachineSnapshot
    try {
      state = transition(this.scope)
      if (state.status === 'error') throw state.error
      for (let failed = this.nextFailure(); failed !== undefined && state.status === 'active'; failed = this.nextFailure()) {
        state = this.machine.logic.transition(state, failedObject(failed.state, failed.error), this.scope) as AnyMachineSnapshot
      }
    } catch (thrown) {
      return this.circling(thrown, transition)
    }
    if (state.status !== 'active') this.ended = true
    return { snapshot: { state, timers: this.timers, timerCount: this.timerCount, ended: this.ended }, effects: this.effects, entered: this.entered }
  }

  private nextFailure() {
    const { register } = this.machine
    const late = register.lateFault
    if (late !== undefined) {
      register.lateFault = undefined
      return { state: late.state ?? '', error: late }
    }
    return this.failures.shift()
  }

  /** The machine passed through thousands of states without resting: it ends here. */
  private circling(thrown: unknown, transition: (scope: AnyActorScope) => AnyMachineSnapshot): Step {
    if (!(thrown instanceof Error) || !thrown.message.startsWith('Infinite loop')) throw thrown
    void transition
    const error: Failure = { code: 'too-many-steps', message: 'The states lead round in a circle without ever resting.' }
    const end: End = { outcome: 'failed', output: { value: null, labels: noLabels }, because: error.message, error }
    const self = this.scope.self as unknown as { getSnapshot(): AnyMachineSnapshot }
    return { snapshot: { state: self.getSnapshot(), timers: noTimers, timerCount: this.timerCount, ended: true }, effects: [{ kind: 'end', end }], entered: this.entered }
  }

  private take(action: ExecutableAction): void {
    const { type, params } = action
    switch (type) {
      case 'chela.enter':
        return this.enter(params?.['state'] as string)
      case 'chela.start':
        return this.begins(params?.['state'] as string, action)
      case 'chela.stop': {
        const state = params?.['state'] as string
        if (state === this.finishing) this.finishing = undefined
        else this.effects.push({ kind: 'stop', state })
        return
      }
      case 'chela.end':
        return this.ends(action)
      case 'xstate.raise':
        return this.delays(params as { id?: string; delay?: number; event: MachineEventObject })
      case 'xstate.cancel': {
        const timer = params?.['sendId'] as string
        if (!this.timers.has(timer)) return
        this.timers = without(this.timers, timer)
        this.effects.push({ kind: 'cancel-timer', timer })
        return
      }
    }
  }

  private enter(state: string): void {
    this.entered.push(state)
    const { register } = this.machine
    if (register.fault?.state === state) register.fault = undefined
  }

  private begins(state: string, { info }: ExecutableAction): void {
    this.enter(state)
    try {
      const effect = this.machine.activities.get(state)?.effect(this.scopeOf(info))
      if (effect !== undefined) this.effects.push(effect)
    } catch (fault) {
      this.failures.push({ state, error: failureOf(fault, state) })
    }
  }

  private ends({ info, params }: ExecutableAction): void {
    const outcome = params?.['outcome']
    const nothing = { value: null, labels: noLabels }
    let end: End
    if (outcome === 'failed') {
      const error = info.event['error'] as Failure
      end = { outcome, output: nothing, because: error.message, error }
    } else if (outcome === 'stopped') end = { outcome, output: nothing, because: 'The person said no.', error: undefined }
    else end = this.worked(info, params?.['state'] as string | undefined)
    this.effects.push({ kind: 'end', end })
  }

  private worked(info: ExecutableAction['info'], state: string | undefined): End {
    try {
      return this.machine.end(state, this.scopeOf(info))
    } catch (fault) {
      if (!(fault instanceof ExpressionFault)) throw fault
      const error = failureOf(fault, state ?? '')
      return { outcome: 'failed', output: { value: null, labels: noLabels }, because: error.message, error }
    }
  }

  private delays({ id, delay, event }: { id?: string; delay?: number; event: MachineEventObject }): void {
    if (delay === undefined || id === undefined) return
    const timer = id.startsWith('chela.raise.') ? `${id}#${++this.timerCount}` : id
    this.timers = new Map(this.timers).set(timer, event)
    this.effects.push({ kind: 'timer', timer, at: this.machine.register.now + delay })
  }

  private scopeOf(info: ExecutableAction['info']): MachineScope {
    const { values, env } = info.context
    const { type, data, error } = info.event
    const event = data !== undefined && !isInternalEvent(type) ? { name: type, data: data as never } : undefined
    return { now: this.machine.register.now, values, env, event, error: error as Failure | undefined, result: undefined }
  }
}

function without(timers: ReadonlyMap<string, MachineEventObject>, timer: string): ReadonlyMap<string, MachineEventObject> {
  if (!timers.has(timer)) return timers
  const rest = new Map(timers)
  rest.delete(timer)
  return rest
}
