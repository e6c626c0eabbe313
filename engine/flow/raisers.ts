import type { State, Transition } from '../terms/skill.ts'
import { isGroup, type Flow } from './flow.ts'
import type { FlowGraph } from './flow-graph.ts'

export interface Raisers {
  /** Nodes that may wait for an event that the skill itself raises, or for the end of one of its groups. */
  readonly listeners: ReadonlySet<number>
  /** Further nodes, one for each event and one for all: what listens depends on the hub, the hub on what raises. */
  readonly hubs: readonly number[]
  readonly depends: ReadonlyMap<number, readonly number[]>
}

/** Gives which nodes hear an event that other nodes raise. Hubs keep it linear when many raise what many hear. */
export function raisersOf(flow: Flow, graph: FlowGraph): Raisers {
  const raised = new Map<string, number[]>()
  for (const { key, state } of flow.states.values()) {
    for (const [event, node] of raisesOf(key, state, graph)) append(raised, event, [node])
  }
  const hubs: number[] = []
  const hubOf = new Map<string, number>()
  const depends = new Map<number, number[]>()
  const hub = (event: string, sources: readonly number[]): number => {
    const known = hubOf.get(event)
    if (known !== undefined) return known
    const node = graph.size + hubs.length
    hubs.push(node)
    hubOf.set(event, node)
    depends.set(node, [...sources])
    return node
  }
  const everything = [...raised.values()].flat()
  const listeners = new Set<number>()
  for (const { key, state } of flow.states.values()) {
    for (const event of heardBy(state)) {
      const node = graph.node(key, isGroup(state) ? 'during' : 'doing')
      const sources: number[] = []
      if (event.endsWith('*') && everything.length > 0) sources.push(hub('*', everything))
      else if (raised.has(event)) sources.push(hub(event, raised.get(event) ?? []))
      if (event.startsWith('done.') && flow.states.has(event.slice(5))) sources.push(graph.node(event.slice(5), 'out'))
      if (sources.length === 0) continue
      listeners.add(node)
      append(depends, node, sources)
    }
  }
  return { listeners, hubs, depends }
}

function append<K>(lists: Map<K, number[]>, key: K, items: readonly number[]): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [...items])
  else for (const item of items) list.push(item)
}

function heardBy(state: State): readonly string[] {
  const waited = state.activity.kind === 'wait-for' ? [state.activity.event] : []
  return [...state.on.map((transition) => transition.event), ...waited]
}

function raisesOf(key: string, state: State, graph: FlowGraph): readonly (readonly [event: string, node: number])[] {
  const branches = state.activity.kind === 'choose' ? state.activity.branches : []
  const own: readonly Transition[] = [...state.on, ...state.after, ...state.always]
  const during = graph.node(key, isGroup(state) ? 'during' : 'doing')
  return [
    ...[...state.entry.raise, ...state.exit.raise, ...branches.flatMap((branch) => branch.raise)].map((raise) => [raise.event, graph.node(key, 'doing')] as const),
    ...own.flatMap((transition) => transition.raise.map((raise) => [raise.event, during] as const)),
  ]
}
