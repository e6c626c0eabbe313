import type { Cel, Template, Transition } from '../terms/skill.ts'
import { isGroup } from './flow.ts'
import type { FlowGraph } from './flow-graph.ts'

/** A place in a skill where something that is read decides the way. */
export interface Choice {
  /** The key of the state. */
  readonly state: string
  readonly conditions: readonly Cel[]
  /** Values that decide too: the list of an `each`, the delay of an `after`. */
  readonly templates: readonly Template[]
}

/** Gives what is read at a node of the graph to decide the way on; `undefined` when nothing is. */
export function choiceAt(graph: FlowGraph, node: number): Choice | undefined {
  const at = graph.stateOf(node)
  if (at === undefined || at.state.state.disabled) return undefined
  const { key, state } = at.state
  const conditions: (Cel | undefined)[] = []
  const templates: Template[] = []
  if (at.role === 'enter') conditions.push(state.if)
  if (at.role === 'fail') conditions.push(...state.catch.map((taken) => taken.if))
  if (at.role === 'doing') {
    if (state.activity.kind === 'choose') conditions.push(...state.activity.branches.map((branch) => branch.if))
    if (state.activity.kind === 'wait-for') conditions.push(state.activity.if)
    if (state.activity.kind === 'each') templates.push(state.activity.items)
  }
  if (at.role === (isGroup(state) ? 'during' : 'doing')) {
    const transitions: readonly Transition[] = [...state.on, ...state.after, ...state.always]
    conditions.push(...transitions.map((transition) => transition.if))
    templates.push(...state.after.map((transition) => transition.delay).filter((delay) => delay.kind !== 'literal'))
  }
  const read = conditions.filter((condition) => condition !== undefined)
  return read.length === 0 && templates.length === 0 ? undefined : { state: key, conditions: read, templates }
}
