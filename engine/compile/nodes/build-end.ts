import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { NodeConfig, Nodes } from '../node-config.ts'
import type { Place } from '../ways.ts'
import { activityNode } from './build-activity.ts'

type Of<Kind extends State['activity']['kind']> = Extract<State['activity'], { kind: Kind }>

/**
 * An end with evidence first has it checked, as an activity. Otherwise it is a final node of the machine, or leads from
 * inside a group to the one that is.
 */
export function buildEnd(builder: Builder, place: Place): Nodes {
  const { state } = place
  const activity = state.activity as Of<'end'>
  const end = { type: 'chela.end', params: { state: state.name } }
  if (activity.evidence !== undefined) return activityNode(builder, place, [{ target: '#$ended', actions: [end] }])
  const entry = [{ type: 'chela.enter', params: { state: state.name } }, ...builder.actions(state.entry, state.name), end]
  const exit = builder.actions(state.exit, state.name)
  const node: NodeConfig = place.top ? { id: state.name, type: 'final', entry, exit } : { id: state.name, entry, exit, always: [{ target: '#$ended' }] }
  return { [state.name]: node }
}

/** Finishes the enclosing group; in the list of the machine itself, the machine. */
export function buildLeave(builder: Builder, place: Place): Nodes {
  const { state } = place
  const { value } = state.activity as Of<'leave'>
  const slot = builder.slots.byState.get(state.name) as number
  const keep = value === undefined ? [] : [builder.keep(slot, value, state.name)]
  const entry = [{ type: 'chela.enter', params: { state: state.name } }, ...builder.actions(state.entry, state.name), ...keep]
  const handOn = [builder.copy(slot, builder.ownerOf(state.name))]
  const end = place.top ? [{ type: 'chela.end', params: {} }] : []
  return { [state.name]: { id: state.name, type: 'final', entry: [...entry, ...handOn, ...end], exit: builder.actions(state.exit, state.name) } }
}
