/*
 * Collects the code of one machine while its nodes are built: guards, assignments, raised events and delays, each under
 * a name of its own, so that the nodes stay plain JSON. Owns: the code. Does not own: the shape of the nodes.
 */
import { compileExpression } from '../expression/compile-expression.ts'
import { compileTemplate } from '../expression/compile-template.ts'
import { parseDuration } from '../expression/parse-duration.ts'
import { ExpressionFault, failureOf, type KeptElements } from '../terms/expression.ts'
import type { Json } from '../terms/json.ts'
import { joinLabels, noLabels, type Labelled, type Labels } from '../terms/label.ts'
import type { Actions, Cel, Target, Template, Templates } from '../terms/skill.ts'
import type { ChartEvent, CodeArguments, Codes, Parameters } from './chart.ts'
import { foreignSeen, onlyForeign } from './foreign.ts'
import { keptLabels, type KeptLabels } from './kept-labels.ts'
import type { MachineContext } from './machine-context.ts'
import type { Register } from './machine.ts'
import type { MachinePlan } from './plan-machine.ts'
import type { ActionConfig, GuardConfig } from './node-config.ts'
import { bindingsOf, varsSlot, type MachineScope, type Slots } from './scope.ts'
import { cellAt, withCell, type Cell, type Values } from './values.ts'

/** Whether an event is one the engine sends itself; a `*` of a skill does not fit those. */
export function isInternalEvent(type: string): boolean {
  return type.startsWith('chela.') || type.startsWith('xstate.')
}

/** Ids of raised events, apart from those of the delays of `after:`. */
export const raisePrefix = 'chela.raise.'

export class Builder {
  readonly codes: Codes = { actions: new Map(), guards: new Map(), ranges: new Map(), delays: new Map() }
  readonly slots: Slots
  readonly register: Register
  private readonly plan: MachinePlan
  private readonly conditionLabels = new Map<Template, ((scope: MachineScope) => Labels) | undefined>()
  private count = 0

  constructor(plan: MachinePlan, register: Register) {
    this.slots = plan.slots
    this.register = register
    this.plan = plan
    this.addSharedCode()
  }

  scope(context: MachineContext, event: ChartEvent, result?: Labelled<Json>): MachineScope {
    const named = event.data !== undefined && !isInternalEvent(event.type)
    return {
      now: this.register.now,
      values: context.values,
      env: context.env,
      event: named ? { name: event.type, data: event.data as Labelled<Json> } : undefined,
      error: event.error,
      result,
    }
  }

  expression(cel: Cel) {
    return compileExpression(cel.text, bindingsOf(this.slots))
  }

  /** How the labels of a list are read that keeps elements of the result of a state as they are. */
  keptOf({ kept }: { readonly kept?: KeptElements }): ((scope: MachineScope) => KeptLabels | undefined) | undefined {
    return kept === undefined ? undefined : keptLabels(kept, this.slots)
  }

  template(template: Template) {
    return compileTemplate(template, bindingsOf(this.slots))
  }

  targets(targets: readonly Target[]): string | readonly string[] {
    const ids = targets.map((target) => `#${this.plan.doors.get(target.state) ?? target.state}`)
    return ids.length === 1 ? (ids[0] as string) : ids
  }

  /** The slot that gets the result of the group a state lies in; of the machine, for a state in its own list. */
  ownerOf(state: string): number {
    return this.plan.owners.get(state) ?? this.slots.result
  }

  /** The state a state goes on to, when that is one and known before running. */
  nextOf(state: string): string | undefined {
    return this.plan.next.get(state)
  }

  /** Whether a state around the group listens for its end. */
  isAwaited(group: string): boolean {
    return this.plan.awaited.has(group)
  }

  /** The branches of a `together` that make up its result. */
  branchesOf(state: string): readonly string[] | undefined {
    return this.plan.branches.get(state)
  }

  /** The names under which evidence may call reads. */
  get evidenceReads(): readonly string[] {
    return this.plan.evidenceReads
  }

  /** The untrusted labels of all that decides whether a state runs at all, here and around the machine. */
  because(state: string): (scope: MachineScope) => Labels {
    let decided: ((scope: MachineScope) => Labels)[] | undefined
    return (scope) => {
      if (!foreignSeen()) return scope.env.because
      decided ??= this.plan.conditions(state).flatMap((template) => this.labelsOf(template) ?? [])
      return decided.reduce((labels, read) => joinLabels(labels, read(scope).filter(({ trust }) => trust === 'untrusted')), scope.env.because)
    }
  }

  /** The same for what is done on a way out of a state: the conditions of all its ways decide which one is taken. */
  private becauseOfWay(state: string): (scope: MachineScope) => Labels {
    const led = this.because(state)
    const guards = this.plan.guards.get(state) ?? []
    return (scope) => {
      if (!foreignSeen()) return led(scope)
      return guards.reduce((labels, cel) => joinLabels(labels, onlyForeign(this.labelsOf(cel)?.(scope) ?? noLabels)), led(scope))
    }
  }

  /** Conditions are shared by many states: each is compiled once. One that reads names of another body is not seen here. */
  private labelsOf(template: Template): ((scope: MachineScope) => Labels) | undefined {
    if (this.conditionLabels.has(template)) return this.conditionLabels.get(template)
    let labels: ((scope: MachineScope) => Labels) | undefined
    try {
      const code = this.template(template)
      // Of a list that is gone through, only how many elements there are decides what runs.
      const kept = this.keptOf(code)
      labels = (scope) => kept?.(scope)?.labels ?? code.labels(scope)
    } catch (fault) {
      if (!(fault instanceof ExpressionFault)) throw fault
    }
    this.conditionLabels.set(template, labels)
    return labels
  }

  /** A condition of `state`. One that can not be evaluated is false and leaves the fault for the state to fail with. */
  guard(cel: Cel, state: string, allowed: (event: ChartEvent) => boolean = () => true): GuardConfig {
    const expression = this.expression(cel)
    const type = this.name('if')
    this.codes.ranges.set(type, cel.range)
    this.codes.guards.set(type, ({ context, event }) => {
      if (!allowed(event) || this.register.fault?.state === state) return false
      try {
        return expression.evaluate(this.scope(context, event)) === true
      } catch (fault) {
        this.register.fault = failureOf(fault, state)
        return false
      }
    })
    return { type, params: { text: cel.text } }
  }

  /** A test of our own, without a condition of the skill. */
  test(prefix: string, holds: (args: CodeArguments) => boolean, params: { readonly [name: string]: unknown } = {}): GuardConfig {
    const type = this.name(prefix)
    this.codes.guards.set(type, holds)
    return { type, params }
  }

  /** An assignment of our own to the values. */
  change(prefix: string, change: (values: Values, args: CodeArguments) => Values, params: { readonly [name: string]: unknown } = {}): ActionConfig {
    const type = this.name(prefix)
    this.codes.actions.set(type, { kind: 'change', change })
    return { type, params }
  }

  /** Puts the value of a template into the slot of a state. A fault fails the state if `catchable`, else what is around it. */
  keep(slot: number, template: Template, state: string, catchable: boolean): ActionConfig {
    const value = this.template(template)
    const led = this.because(state)
    return this.change('keep', (values, { context, event }) => {
      const scope = this.scope(context, event)
      const cell = this.attempt(state, () => ({ value: value.evaluate(scope), labels: joinLabels(value.labels(scope), led(scope)) }), !catchable)
      return cell === undefined ? values : withCell(values, slot, cell)
    })
  }

  /** Hands the result of one state on as the result of the group it finishes. */
  copy(from: number, to: number): ActionConfig {
    return this.change('hand-on', (values) => withCell(values, to, cellAt(values, from)))
  }

  /** `set`, `cancel` and `raise` of a transition, an entry or an exit, in this order: cancel and raise put an event off. */
  actions(actions: Actions, state: string, onWay = false): ActionConfig[] {
    const result: ActionConfig[] = []
    if (Object.keys(actions.set).length > 0) result.push(this.set(actions.set, state, false, onWay))
    for (const id of actions.cancel) {
      const type = this.name('cancel')
      this.codes.actions.set(type, { kind: 'cancel', id: raisePrefix + id })
      result.push({ type, params: { id } })
    }
    for (const one of actions.raise) result.push(this.raise(one, state, onWay))
    return result
  }

  /** Assigns variables in order, each seeing those before it. A fault fails the state if `catchable`, else the machine. */
  set(templates: Templates, state: string, catchable: boolean, onWay = false): ActionConfig {
    const led = onWay ? this.becauseOfWay(state) : this.because(state)
    const steps = Object.entries(templates).map(([name, template]) => ({ name, value: this.template(template) }))
    return this.change('set', (values, { context, event }) => {
      let current = values
      for (const { name, value } of steps) {
        const scope = this.scope({ values: current, env: context.env }, event)
        const cell = this.attempt(state, () => ({ value: value.evaluate(scope), labels: joinLabels(value.labels(scope), led(scope)) }), !catchable)
        if (cell === undefined) return values
        current = withVariable(current, name, cell)
      }
      return current
    }, { vars: Object.keys(templates) })
  }

  private raise(one: Actions['raise'][number], state: string, onWay: boolean): ActionConfig {
    const led = onWay ? this.becauseOfWay(state) : this.because(state)
    const fields = Object.entries(one.data).map(([name, template]) => ({ name, value: this.template(template) }))
    const type = this.name('raise')
    const event = ({ context, event: cause }: CodeArguments): ChartEvent => {
      const scope = this.scope(context, cause)
      const data: Record<string, Json> = {}
      let labels = led(scope)
      for (const { name, value } of fields) {
        data[name] = this.attempt(state, () => value.evaluate(scope), true) ?? null
        labels = joinLabels(labels, this.attempt(state, () => value.labels(scope), true) ?? noLabels)
      }
      return { type: one.event, data: { value: data, labels } }
    }
    const id = one.id === undefined ? `${raisePrefix}#${type}` : raisePrefix + one.id
    this.codes.actions.set(type, one.after === undefined ? { kind: 'raise', event } : { kind: 'raise', event, id, delay: this.wait(one.after, state) })
    return { type, params: { event: one.event } }
  }

  /** Names a delay; its value is worked out, in milliseconds, when it begins. */
  delay(template: Template, state: string): string {
    const name = this.name('delay')
    this.codes.delays.set(name, this.wait(template, state))
    return name
  }

  private wait(template: Template, state: string): (given: CodeArguments) => number {
    const read = this.milliseconds(template)
    return ({ context, event }) => this.attempt(state, () => read(this.scope(context, event)), true) ?? 0
  }

  /** A duration in milliseconds from a template; a text such as `5m` or `300s`, or a number of seconds. */
  milliseconds(template: Template): (scope: MachineScope) => number {
    const value = this.template(template)
    return (scope) => {
      const result = value.evaluate(scope)
      const duration = typeof result === 'number' ? result * 1000 : typeof result === 'string' ? parseDuration(result) : undefined
      if (duration === undefined || !Number.isFinite(duration)) throw new ExpressionFault(`${JSON.stringify(result)} is not a duration such as "5m".`, 0, 0)
      return Math.max(0, duration)
    }
  }

  /** Gives what `work` gives; an expression that can not be evaluated is noted as a fault of the state. */
  attempt<T>(state: string, work: () => T, late = false): T | undefined {
    try {
      return work()
    } catch (fault) {
      const failure = failureOf(fault, state)
      if (late) this.register.lateFault ??= failure
      else this.register.fault = failure
      return undefined
    }
  }

  name(prefix: string): string {
    return `${prefix}.${++this.count}`
  }

  private addSharedCode(): void {
    const { actions, guards } = this.codes
    for (const type of ['chela.enter', 'chela.start', 'chela.stop', 'chela.end']) actions.set(type, { kind: 'effect' })
    guards.set('chela.fault', (_given, params) => this.register.fault?.state === params['state'])
    actions.set('chela.fail', { kind: 'raise', event: (_given, params) => this.failed(params) })
  }

  private failed(params: Parameters): ChartEvent {
    const { state, code, message } = params as { state: string; code?: string; message?: string }
    const error = code === undefined ? this.register.fault : { code, message: message ?? code, state }
    return { type: `chela.failed.${state}`, state, ...(error !== undefined && { error }) }
  }
}

function withVariable(values: Values, name: string, cell: Cell): Values {
  const before = cellAt(values, varsSlot)
  const value = { ...(before?.value as { [name: string]: Json } | undefined), [name]: cell.value }
  const fields = { ...before?.fields, [name]: cell.labels }
  return withCell(values, varsSlot, { value, labels: noLabels, fields })
}
