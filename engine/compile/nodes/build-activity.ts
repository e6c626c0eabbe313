/* States whose deed the runner does: the node starts it, stops it when left, and takes its end as an event. */
import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { NodeConfig, Nodes, Way } from '../node-config.ts'
import { withCell, type Cell } from '../values.ts'
import { commonWays, onward, type Place } from '../ways.ts'

export function buildActivity(builder: Builder, place: Place): Nodes {
  return activityNode(builder, place, [onward(builder, place, [keepResult(builder, place.state.name)])])
}

/** A confirm goes three ways. Without a way for no, a no stops the run; running out of time counts as a no. */
export function buildConfirm(builder: Builder, place: Place): Nodes {
  const { state } = place
  const activity = state.activity as Extract<State['activity'], { kind: 'confirm' }>
  const slot = builder.slots.byState.get(state.name) as number
  const answered = (answer: string) => builder.test('answer', ({ event }) => event.result?.value === answer, { answer })
  const keep = (value: boolean) => builder.change('keep', (values, { event }) => withCell(values, slot, { value, labels: event.result?.labels ?? [] }))
  const stop: Way = { target: '#$stopped', actions: [keep(false)] }
  const no: Way = activity.no === undefined ? stop : { target: builder.targets([activity.no]), actions: [keep(false)] }
  const expired: Way = activity.expired === undefined ? no : { target: builder.targets([activity.expired]), actions: [keep(false)] }
  const yes: Way = activity.yes === undefined ? onward(builder, place, [keep(true)]) : { target: builder.targets([activity.yes]), actions: [keep(true)] }
  return activityNode(builder, place, [{ ...yes, guard: answered('yes') }, { ...expired, guard: answered('expired') }, no])
}

export function keepResult(builder: Builder, state: string) {
  const slot = builder.slots.byState.get(state) as number
  return builder.change('result', (values, { event }) => withCell(values, slot, event.result as Cell), { state })
}

export function activityNode(builder: Builder, place: Place, done: readonly Way[]): Nodes {
  const { state } = place
  const params = { state: state.name }
  const ways = commonWays(builder, place)
  const node: NodeConfig = {
    id: state.name,
    entry: [...builder.actions(state.entry, state.name), { type: 'chela.start', params }],
    exit: [{ type: 'chela.stop', params }, ...builder.actions(state.exit, state.name)],
    ...ways,
    on: { [`chela.done.${state.name}`]: done, ...ways.on },
  }
  return { [state.name]: node }
}
