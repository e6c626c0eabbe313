/* States the machine passes through without doing anything in the world. */
import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { ActionConfig, NodeConfig, Nodes, Way } from '../node-config.ts'
import { commonWays, faultWay, onward, transitionWay, type Place } from '../ways.ts'

type Of<Kind extends State['activity']['kind']> = Extract<State['activity'], { kind: Kind }>

export function buildPass(builder: Builder, place: Place): Nodes {
  return passing(builder, place, [], [onward(builder, place)])
}

export function buildRest(builder: Builder, place: Place): Nodes {
  return passing(builder, place, [], [])
}

export function buildSet(builder: Builder, place: Place): Nodes {
  const activity = place.state.activity as Of<'set'>
  return passing(builder, place, [builder.set(activity.vars, place.state.name, true)], [faultWay(place.state.name), onward(builder, place)])
}

export function buildChoose(builder: Builder, place: Place): Nodes {
  const { branches } = place.state.activity as Of<'choose'>
  const name = place.state.name
  const always: Way[] = []
  for (const branch of branches) {
    const way = transitionWay(builder, branch, name)
    if (branch.if === undefined) always.push(faultWay(name))
    always.push(branch.targets.length > 0 ? way : { ...onward(builder, place, way.actions), ...(way.guard && { guard: way.guard }) })
  }
  return passing(builder, place, [], [...always, faultWay(name), onward(builder, place)])
}

function passing(builder: Builder, place: Place, entry: readonly ActionConfig[], always: readonly Way[]): Nodes {
  const { state } = place
  const ways = commonWays(builder, place)
  const all = [...(ways.always ?? []), ...always]
  const node: NodeConfig = {
    id: state.name,
    entry: [{ type: 'chela.enter', params: { state: state.name } }, ...builder.actions(state.entry, state.name), ...entry],
    exit: builder.actions(state.exit, state.name),
    ...ways,
    ...(all.length > 0 && { always: all }),
  }
  return { [state.name]: node }
}
