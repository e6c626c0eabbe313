/* The ways out of a state that every kind of state has: on, after, always, catch, and the way on. */
import type { Failure } from '../terms/failure.ts'
import type { Catch, State, Transition } from '../terms/skill.ts'
import { isInternalEvent, type Builder } from './builder.ts'
import { collectBranches } from './collect-branches.ts'
import { foreignIn } from './foreign.ts'
import type { ActionConfig, GuardConfig, NodeConfig, Way, Nodes } from './node-config.ts'
import { errorSlot } from './scope.ts'
import { withCell } from './values.ts'

/** Where a list goes on behind a state, and what is done on the way: the target, and the actions that hand on a result. */
export interface Following {
  readonly target: string
  readonly actions: readonly ActionConfig[]
}

/** The place of a state while its node is built. */
export interface Place {
  readonly state: State
  readonly following: Following
  /** The state lies directly in the list of the machine itself. */
  readonly top: boolean
  /** The state is a branch of a `together`: its end is seen by the group, not by a way of its own. */
  readonly region?: boolean
}

/** Gives the node of a state, and those that go with it. */
export type BuildNode = (builder: Builder, place: Place) => Nodes

/** The way to what comes next: the targets of `next:`, or what follows in the file. */
export function onward(builder: Builder, place: Place, actions: readonly ActionConfig[] = []): Way {
  const { state, following } = place
  if (state.next !== undefined) return { target: builder.targets(state.next), actions }
  return { target: following.target, actions: [...actions, ...following.actions] }
}

export function transitionWay(builder: Builder, transition: Transition, state: string, guard?: GuardConfig): Way {
  const condition = transition.if === undefined ? guard : builder.guard(transition.if, state)
  const actions = builder.actions(transition, state, true)
  return {
    ...(transition.targets.length > 0 && { target: builder.targets(transition.targets) }),
    ...(condition !== undefined && { guard: condition }),
    ...(actions.length > 0 && { actions }),
    ...(transition.reenter && { reenter: true }),
  }
}

/** The fault of a guard of this state leads to its failure, before anything that holds without a condition. */
export function faultWay(state: string): Way {
  return { guard: { type: 'chela.fault', params: { state } }, actions: [{ type: 'chela.fail', params: { state } }] }
}

/** Puts the way for faults behind the conditions that may have one, and before what holds without a condition. */
function withFaults(ways: readonly Way[], transitions: readonly Transition[], state: string): Way[] {
  const last = transitions.findLastIndex((one) => one.if !== undefined)
  const result: Way[] = []
  ways.forEach((way, index) => {
    const before = transitions[index - 1]
    if (before?.if !== undefined && transitions[index]?.if === undefined) result.push(faultWay(state))
    result.push(way)
    if (index === last && index === ways.length - 1) result.push(faultWay(state))
  })
  return result
}

/** on, after, always and the catches: what any state may have. `inside`: the states whose failures a group catches. */
export function commonWays(builder: Builder, place: Place, inside?: ReadonlySet<string>): Pick<NodeConfig, 'on' | 'after' | 'always'> {
  const { state } = place
  const on: Record<string, Way[]> = {}
  const add = (event: string, way: Way) => (on[event] ??= []).push(way)
  for (const transition of state.on) add(eventType(transition.event), eventWay(builder, transition, state.name))
  for (const event of new Set(state.on.map((one) => eventType(one.event)))) on[event] = withFaults(on[event] as Way[], state.on.filter((one) => eventType(one.event) === event), state.name)
  const failed = inside === undefined ? `chela.failed.${state.name}` : 'chela.failed.*'
  for (const one of state.catch) add(failed, catchWay(builder, place, one, inside))
  const after: Record<string, Way[]> = {}
  for (const transition of state.after) after[builder.delay(transition.delay, state.name)] = [transitionWay(builder, transition, state.name)]
  const always = withFaults(state.always.map((transition) => transitionWay(builder, transition, state.name)), state.always, state.name)
  return {
    ...(Object.keys(on).length > 0 && { on }),
    ...(Object.keys(after).length > 0 && { after }),
    ...(always.length > 0 && { always }),
  }
}

/** `done.NAME` of a skill is the end of the group NAME, which XState names in its own way. */
function eventType(event: string): string {
  return event.startsWith('done.') ? `xstate.done.state.${event.slice('done.'.length)}` : event
}

function eventWay(builder: Builder, transition: State['on'][number], state: string): Way {
  const wild = transition.event === '*'
  const outside = (event: { readonly type: string }) => !isInternalEvent(event.type)
  if (transition.if !== undefined) {
    const guard = builder.guard(transition.if, state, wild ? outside : undefined)
    return { ...collecting(builder, transition.event, transitionWay(builder, { ...transition, if: undefined }, state)), guard }
  }
  return collecting(builder, transition.event, transitionWay(builder, transition, state, wild ? builder.test('outside', ({ event }) => outside(event)) : undefined))
}

/** Where a way is taken at the end of a `together`, the result of that is made first. */
function collecting(builder: Builder, event: string, way: Way): Way {
  const group = event.startsWith('done.') ? event.slice('done.'.length) : ''
  const branches = builder.branchesOf(group)
  return branches === undefined ? way : { ...way, actions: [collectBranches(builder, group, branches), ...(way.actions ?? [])] }
}

function catchWay(builder: Builder, place: Place, one: Catch, inside: ReadonlySet<string> | undefined): Way {
  const { state } = place
  const condition = one.if === undefined ? undefined : builder.expression(one.if)
  const guard = builder.test('catch', ({ context, event }) => {
    const error = event.error as Failure
    if (inside !== undefined && !inside.has(error.state ?? '')) return false
    if (one.code.length > 0 && !one.code.includes(error.code)) return false
    return condition === undefined || builder.attempt(state.name, () => condition.evaluate(builder.scope(context, event))) === true
  }, { code: one.code, ...(one.if !== undefined && { text: one.if.text }) })
  builder.codes.ranges.set(guard.type, one.range)
  const slot = builder.slots.byState.get(state.name) as number
  const actions: ActionConfig[] = [keepError(builder)]
  if (one.keep !== undefined) actions.push(builder.keep(slot, one.keep, state.name, false))
  if (Object.keys(one.set).length > 0) actions.push(builder.set(one.set, state.name, false))
  if (one.next !== undefined) return { target: builder.targets([one.next]), guard, actions }
  return { ...onward(builder, place, actions), guard }
}

/** Remembers the failure, so that `error` can be read from then on. */
export function keepError(builder: Builder): ActionConfig {
  return builder.change('error', (values, { context, event }) => {
    const labels = event.labels ?? foreignIn(builder.scope(context, event))
    return withCell(values, errorSlot, { value: failureJson(event.error as Failure), labels })
  })
}

function failureJson(error: Failure) {
  const { code, message, state, tool, facts } = error
  return { code, message, state: state ?? null, tool: tool ?? null, facts: facts ?? {} }
}
