import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import { statesOf } from '../doors.ts'
import type { ActionConfig, NodeConfig, Nodes, Way } from '../node-config.ts'
import { commonWays, onward, type BuildNode, type Place } from '../ways.ts'
import { cellAt, withCell } from '../values.ts'
import { buildList } from './build-list.ts'

type Of<Kind extends State['activity']['kind']> = Extract<State['activity'], { kind: Kind }>

export function buildGroup(builder: Builder, place: Place, buildNode: BuildNode): Nodes {
  const { state } = place
  const activity = state.activity as Of<'states'>
  const slot = builder.slots.byState.get(state.name) as number
  const list = buildList(builder, activity.states, activity.start, { name: state.name, slot }, false, buildNode)
  const history: Nodes = activity.history === undefined ? {} : { [`${state.name}$history`]: { id: `${state.name}$history`, type: 'history', history: activity.history } }
  return groupNode(builder, place, { initial: list.initial, states: { ...list.states, ...history }, on: goingOn(builder, place, []) })
}

/**
 * The way of a group that has ended to what comes next. Without `next:` there is none where a state around the group
 * listens for its end by name; a branch of a `together` has none either.
 */
export function goingOn(builder: Builder, place: Place, actions: readonly ActionConfig[]): NodeConfig['on'] {
  const { name, next } = place.state
  if (place.region || (next === undefined && builder.isAwaited(name))) return {}
  return { [`xstate.done.state.${name}`]: [onward(builder, place, actions)] }
}

/** A door inside a group to where the group was last left. */
export function buildHistory(builder: Builder, place: Place): Nodes {
  const { state } = place
  const { depth } = state.activity as Of<'history'>
  const target = state.next === undefined ? {} : { target: builder.targets(state.next) }
  return { [state.name]: { id: state.name, type: 'history', history: depth, ...target } }
}

/** What groups of both kinds share: entering, catching what nothing inside catches, a time-out, tries. Its own ways go before those of `inner`. */
export function groupNode(builder: Builder, place: Place, inner: Pick<NodeConfig, 'type' | 'initial' | 'states' | 'on'>): Nodes {
  const { state } = place
  const inside = new Set(statesOf([state]).map((one) => one.name))
  const ways = commonWays(builder, place, inside)
  const on: Record<string, readonly Way[]> = {}
  const again = againNode(builder, place, inside)
  if (again !== undefined) on['chela.failed.*'] = [again.way]
  for (const more of [ways.on, inner.on]) {
    for (const [event, list] of Object.entries(more ?? {})) on[event] = [...(on[event] ?? []), ...list]
  }
  const after: Record<string, readonly Way[]> = { ...ways.after }
  if (state.timeout !== undefined) {
    const message = `"${state.name}" took longer than its timeout.`
    after[builder.delay(state.timeout, state.name)] = [{ actions: [{ type: 'chela.fail', params: { state: state.name, code: 'timeout', message } }] }]
  }
  const node: NodeConfig = {
    id: state.name,
    ...inner,
    entry: [{ type: 'chela.enter', params: { state: state.name } }, ...builder.actions(state.entry, state.name)],
    exit: builder.actions(state.exit, state.name),
    on,
    ...(Object.keys(after).length > 0 && { after }),
    ...(ways.always !== undefined && { always: ways.always }),
  }
  return { [state.name]: node, ...again?.nodes }
}

/** `retry:` of a group: a node beside it that waits and then enters the group again. The slot of the group counts. */
function againNode(builder: Builder, place: Place, inside: ReadonlySet<string>): { readonly way: Way; readonly nodes: Nodes } | undefined {
  const { state } = place
  const { retry } = state
  if (retry === undefined) return undefined
  const id = `${state.name}$again`
  const slot = builder.slots.byState.get(state.name) as number
  const condition = retry.if === undefined ? undefined : builder.expression(retry.if)
  const wait = retry.after === undefined ? () => 1000 : builder.milliseconds(retry.after)
  const tries = (values: Parameters<typeof cellAt>[0]) => Number(cellAt(values, slot)?.value ?? 0)
  const guard = builder.test('retry', ({ context, event }) => {
    if (!inside.has(event.error?.state ?? '') || tries(context.values) >= retry.times) return false
    return condition === undefined || builder.attempt(state.name, () => condition.evaluate(builder.scope(context, event))) === true
  })
  const count = builder.change('try', (values) => withCell(values, slot, { value: tries(values) + 1, labels: [] }))
  const delay = builder.name('again')
  builder.codes.delays.set(delay, ({ context, event }) =>
    builder.attempt(state.name, () => wait(builder.scope(context, event)) * retry.factor ** Math.max(0, tries(context.values) - 1), true) ?? 0)
  return { way: { target: `#${id}`, guard, actions: [count] }, nodes: { [id]: { id, after: { [delay]: [{ target: `#${state.name}` }] } } } }
}
