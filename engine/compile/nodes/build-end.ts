import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { NodeConfig, Nodes } from '../node-config.ts'
import { commonWays, faultWay, type Place } from '../ways.ts'
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

/**
 * Finishes the enclosing group; in the list of the machine itself, the machine. Its value is worked out before the group
 * counts as finished, so that the group can catch the fault of an expression.
 */
export function buildLeave(builder: Builder, place: Place): Nodes {
  const { state } = place
  const { name } = state
  const { value } = state.activity as Of<'leave'>
  const slot = builder.slots.byState.get(name) as number
  const entry = [{ type: 'chela.enter', params: { state: name } }, ...builder.actions(state.entry, name)]
  const exit = builder.actions(state.exit, name)
  const handOn = [builder.copy(slot, builder.ownerOf(name)), ...(place.top ? [{ type: 'chela.end', params: {} }] : [])]
  if (value === undefined || value.kind === 'literal') {
    const keep = value === undefined ? [] : [builder.keep(slot, value, name, true)]
    return { [name]: { id: name, type: 'final', entry: [...entry, ...keep, ...handOn], exit } }
  }
  const left = `${name}$left`
  const ways = commonWays(builder, place)
  return {
    [name]: { id: name, entry: [...entry, builder.keep(slot, value, name, true)], exit, ...ways, always: [faultWay(name), { target: `#${left}` }] },
    [left]: { id: left, type: 'final', entry: handOn },
  }
}
