import { theStart, type Flow, type Way } from './flow.ts'
import { graphOf, startNode, type Edge, type FlowGraph } from './flow-graph.ts'

/** A way that may not be taken, such as the "yes" of a confirm. */
export type Avoiding = (way: Way) => boolean

/** Gives the keys of all states that a run can enter, from its start or after `from` began. Includes states that `if` may pass over. */
export function reachable(flow: Flow, from: string = theStart): ReadonlySet<string> {
  const graph = graphOf(flow)
  if (from !== theStart && !flow.states.has(from)) return new Set()
  const { settled } = search(flow, from, undefined)
  const keys = new Set<string>()
  for (const { key } of graph.states) if (key === from || settled[graph.node(key, 'enter')] === 1 || settled[graph.node(key, 'doing')] === 1) keys.add(key)
  return keys
}

/** Gives the keys of all states whose activity can begin in a run that takes none of the avoided ways. */
export function doable(flow: Flow, avoiding?: Avoiding): ReadonlySet<string> {
  const graph = graphOf(flow)
  const { settled } = search(flow, theStart, avoiding)
  return new Set(graph.states.filter(({ key }) => settled[graph.node(key, 'doing')] === 1).map(({ key }) => key))
}

/**
 * Gives the fewest ways that lead from one state (or the start) to the activity of another (or the end); `undefined` when
 * there are none. Behind a `together` that waits for all, the ways of one branch stand for all of them.
 */
export function witness(flow: Flow, from: string, to: string, avoiding?: Avoiding): readonly Way[] | undefined {
  if (from !== theStart && !flow.states.has(from)) return undefined
  const graph = graphOf(flow)
  const { settled, via } = search(flow, from, avoiding)
  const ways: Way[] = []
  let node = graph.node(to, 'doing')
  if (settled[node] !== 1) return undefined
  for (let edge = via[node] ?? -1; edge !== -1; edge = via[node] ?? -1) {
    const taken = graph.edges[edge]
    if (taken === undefined) break
    if (taken.way !== undefined) ways.push(taken.way)
    node = taken.from
  }
  return ways.reverse()
}

interface Search {
  readonly settled: Uint8Array
  /** The edge by which a node was reached; -1 where the search began. */
  readonly via: Int32Array
}

/** Level by level over written ways; steps inside a state cost nothing. A join is passed once every branch has arrived. */
function search(flow: Flow, from: string, avoiding: Avoiding | undefined): Search {
  const graph = graphOf(flow)
  const settled = new Uint8Array(graph.size)
  const via = new Int32Array(graph.size).fill(-1)
  const joins = new Joins(flow, graph, from)
  // A node and, in the same place, the edge that leads to it.
  let level: number[] = [from === theStart ? startNode : graph.node(from, 'doing')]
  let by: number[] = [-1]
  while (level.length > 0) {
    const further: number[] = []
    const furtherBy: number[] = []
    for (let index = 0; index < level.length; index++) {
      const node = level[index] as number
      if (settled[node] === 1) continue
      settled[node] = 1
      via[node] = by[index] as number
      for (const id of graph.leaving[node] as readonly number[]) {
        const { to, way } = graph.edges[id] as Edge
        if (settled[to] === 1 || !passes(way, from, avoiding) || !joins.arrive(to, way)) continue
        const within = way === undefined
        ;(within ? level : further).push(to)
        ;(within ? by : furtherBy).push(id)
      }
    }
    level = further
    by = furtherBy
  }
  return { settled, via }
}

/** From the start, a door into history leads only where the run already was: it adds nothing and would skip what came before. */
function passes(way: Way | undefined, from: string, avoiding: Avoiding | undefined): boolean {
  if (way === undefined) return true
  return !(way.why === 'history' && from === theStart) && !(avoiding?.(way) ?? false)
}

class Joins {
  private readonly arrived = new Map<number, Set<string>>()
  private readonly needs: ReadonlyMap<number, number>
  private readonly inside = new Set<number>()

  constructor(flow: Flow, graph: FlowGraph, from: string) {
    this.needs = graph.joins
    // A search that begins inside a branch says nothing of the other branches: they may have ended.
    for (let key = flow.states.get(from)?.parent; key !== undefined; key = flow.states.get(key)?.parent) this.inside.add(graph.node(key, 'out'))
  }

  arrive(node: number, way: Way | undefined): boolean {
    const needed = this.needs.get(node)
    if (needed === undefined || way?.finishes !== true || this.inside.has(node)) return true
    const branches = this.arrived.get(node) ?? new Set()
    this.arrived.set(node, branches.add(way.from))
    return branches.size >= needed
  }
}
