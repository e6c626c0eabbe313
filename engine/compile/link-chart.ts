import type { ActionConfig, NodeConfig, Way } from './node-config.ts'
import type { Chart, ChartAction, ChartNode, ChartWay, Codes, Parameters } from './chart.ts'

/** The part of a machine's JSON that is stepped: the root has no id of its own but the name of the machine. */
export interface RootConfig {
  readonly id: string
  readonly initial: string
  readonly states: { readonly [key: string]: NodeConfig }
  readonly on: { readonly [event: string]: readonly Way[] }
}

const noParameters: Parameters = {}

/** Gives the nodes of a machine linked to one another and to their code. */
export function linkChart(config: RootConfig, codes: Codes): Chart {
  const byId = new Map<string, ChartNode>()
  const work: (() => void)[] = []
  const root = makeNode(config, undefined)
  for (const link of work) link()
  return { root, byId }

  function makeNode(from: NodeConfig | RootConfig, parent: ChartNode | undefined): ChartNode {
    const states = Object.values(from.states ?? {})
    const type = 'type' in from ? from.type : undefined
    const node: ChartNode = {
      id: from.id,
      kind: type ?? (states.length > 0 ? 'compound' : 'atomic'),
      parent,
      depth: parent === undefined ? 0 : parent.depth + 1,
      order: byId.size,
      last: byId.size,
      children: [],
      initial: undefined,
      history: 'history' in from ? from.history : undefined,
      defaults: [],
      entry: actionsOf('entry' in from ? from.entry : undefined),
      exit: actionsOf('exit' in from ? from.exit : undefined),
      on: new Map(),
      wild: [],
      always: [],
    }
    byId.set(from.id, node)
    // A history links behind the group around it: without a way of its own it leads to where that begins.
    work.push(() => linkNode(node, from))
    for (const child of states) node.children.push(makeNode(child, node))
    node.last = byId.size - 1
    return node
  }

  function linkNode(node: ChartNode, from: NodeConfig | RootConfig): void {
    if (from.initial !== undefined) node.initial = byId.get(from.initial)
    if (node.kind === 'history') node.defaults = historyDefaults(node, from as NodeConfig)
    addWays(node, from.on ?? {})
    if (!('onDone' in from) && !('after' in from) && !('always' in from)) return sortWild(node)
    const { onDone, after, always } = from as NodeConfig
    if (onDone !== undefined) addWays(node, { [`xstate.done.state.${node.id}`]: onDone })
    for (const [delay, ways] of Object.entries(after ?? {})) addDelay(node, delay, ways)
    for (const way of always ?? []) node.always.push(wayOf(node, way))
    sortWild(node)
  }

  /** A delay begins when the node is entered and ends when it is left. */
  function addDelay(node: ChartNode, delay: string, ways: readonly Way[]): void {
    const id = `xstate.after.${delay}.${node.id}`
    const wait = codes.delays.get(delay) ?? (() => 0)
    node.entry.push({ type: 'xstate.raise', params: noParameters, code: { kind: 'raise', event: () => ({ type: id }), id, delay: wait } })
    node.exit.push({ type: 'xstate.cancel', params: noParameters, code: { kind: 'cancel', id } })
    addWays(node, { [id]: ways })
  }

  function addWays(node: ChartNode, on: { readonly [event: string]: readonly Way[] }): void {
    for (const [event, ways] of Object.entries(on)) {
      const list = node.on.get(event) ?? []
      list.push(...ways.map((way) => wayOf(node, way)))
      node.on.set(event, list)
    }
  }

  function sortWild(node: ChartNode): void {
    const wild = [...node.on].filter(([event]) => event === '*' || event.endsWith('.*'))
    node.wild = wild.sort(([a], [b]) => b.length - a.length).map(([event, ways]) => ({ prefix: event.slice(0, -1), ways }))
  }

  function wayOf(source: ChartNode, way: Way): ChartWay {
    const ids = way.target === undefined ? [] : typeof way.target === 'string' ? [way.target] : way.target
    const targets = ids.map((id) => byId.get(id.slice(1)) as ChartNode)
    const guard = way.guard === undefined ? undefined : codes.guards.get(way.guard.type)
    return { source, targets, guard, params: way.guard?.params ?? noParameters, range: way.guard === undefined ? undefined : codes.ranges.get(way.guard.type), actions: actionsOf(way.actions), reenter: way.reenter ?? false }
  }

  function actionsOf(actions: readonly ActionConfig[] | undefined): ChartAction[] {
    return (actions ?? []).map(({ type, params }) => ({ type, params: params ?? noParameters, code: codes.actions.get(type) ?? { kind: 'effect' } }))
  }

  function historyDefaults(node: ChartNode, from: NodeConfig): readonly ChartNode[] {
    const ids = from.target === undefined ? [] : typeof from.target === 'string' ? [from.target] : from.target
    if (ids.length > 0) return ids.map((id) => byId.get(id.slice(1)) as ChartNode)
    const { parent } = node
    if (parent?.kind === 'parallel') return parent.children.filter((child) => child.kind !== 'history')
    return parent?.initial === undefined || parent.initial === node ? [] : [parent.initial]
  }
}
