/* A list of states as XState nodes: each state, its door where it may be passed over, and the end of the list. */
import type { State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import { doorName, needsDoor } from '../doors.ts'
import type { NodeConfig, Nodes } from '../node-config.ts'
import type { BuildNode, Following, Place } from '../ways.ts'
import { buildDoor } from './build-door.ts'

export interface List {
  readonly initial: string
  readonly states: Nodes
}

/**
 * Gives the nodes of a list that belongs to `owner`: running past its last state leads to the final node `owner$end`
 * and hands the result of the last state to the slot of the owner. A history is led to by name only.
 */
export function buildList(builder: Builder, states: readonly State[], start: string, owner: { readonly name: string; readonly slot: number }, top: boolean, buildNode: BuildNode): List {
  const nodes: Record<string, NodeConfig> = {}
  const endName = `${owner.name}$end`
  const doorOf = (state: State) => (needsDoor(state) ? doorName(state.name) : state.name)
  states.forEach((state, index) => {
    const next = states.slice(index + 1).find((one) => one.activity.kind !== 'history')
    const slot = builder.slots.byState.get(state.name) as number
    const following: Following = next === undefined ? { target: `#${endName}`, actions: [builder.copy(slot, owner.slot)] } : { target: `#${doorOf(next)}`, actions: [] }
    const place: Place = { state, following, top }
    Object.assign(nodes, buildDoor(builder, place), buildNode(builder, place))
  })
  nodes[endName] = { id: endName, type: 'final', ...(top && { entry: [{ type: 'chela.end', params: {} }] }) }
  const first = states.find((state) => state.name === start) ?? states[0]
  return { initial: first === undefined ? endName : doorOf(first), states: nodes }
}
