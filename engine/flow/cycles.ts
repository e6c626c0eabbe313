import type { Cel, Template, Templates } from '../terms/skill.ts'
import { countsUp, limitIn } from './counter.ts'
import type { Flow, Way } from './flow.ts'
import { graphOf, type Edge, type FlowGraph } from './flow-graph.ts'
import { strongComponents } from './strong-components.ts'

/** States that lead round to one another. */
export interface Cycle {
  /** Keys, in the order of the file. */
  readonly states: readonly string[]
  /** Every round passes an activity that takes time or waits: a call, a wait, a question. */
  readonly takesTime: boolean
  /** Every round counts a variable up, and passes a guard that no longer holds when it is high enough. */
  readonly bounded: boolean
}

/** Gives the cycles of a skill, in the order of the file. The rounds of an `each` end with its list and are none. */
export function cycles(flow: Flow): readonly Cycle[] {
  const graph = graphOf(flow)
  const edges = graph.edges.filter(({ way }) => way?.finishes !== true || way.to !== flow.states.get(way.from)?.machine)
  const components = componentsOf(graph, edges)
  return components.map((inside) => cycleOf(graph, inside)).sort((a, b) => (flow.states.get(a.states[0] ?? '')?.order ?? 0) - (flow.states.get(b.states[0] ?? '')?.order ?? 0))
}

/** The edges inside each component that has a round. */
function componentsOf(graph: FlowGraph, edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const components = strongComponents(adjacency(graph.size, edges))
  const inside = new Map<number, Edge[]>()
  for (const edge of edges) {
    const component = components.of[edge.from] as number
    if (component !== components.of[edge.to]) continue
    const list = inside.get(component)
    if (list === undefined) inside.set(component, [edge])
    else list.push(edge)
  }
  return [...inside.values()]
}

function adjacency(size: number, edges: readonly Edge[]): readonly (readonly number[])[] {
  const leaving: number[][] = Array.from({ length: size }, () => [])
  for (const edge of edges) leaving[edge.from]?.push(edge.to)
  return leaving
}

function cycleOf(graph: FlowGraph, inside: readonly Edge[]): Cycle {
  const states = [...new Set(inside.map((edge) => graph.stateOf(edge.from)?.state))].filter((state) => state !== undefined)
  const waiting = inside.filter((edge) => !takesTime(graph, edge.from))
  let bounded: boolean | undefined
  return {
    states: states.sort((a, b) => a.order - b.order).map(({ key }) => key),
    takesTime: !hasRound(waiting),
    // Seldom asked for, and the dearest part.
    get bounded() {
      return (bounded ??= isBounded(graph, inside))
    },
  }
}

function takesTime(graph: FlowGraph, node: number): boolean {
  const at = graph.stateOf(node)
  if (at?.role !== 'doing') return false
  const kind = at.state.state.activity.kind
  const rests = kind === 'rest' && at.state.state.always.length === 0
  return rests || kind === 'call' || kind === 'run' || kind === 'ask' || kind === 'confirm' || kind === 'think' || kind.startsWith('wait')
}

function hasRound(edges: readonly Edge[]): boolean {
  const numbers = new Map<number, number>()
  const numberOf = (node: number): number => {
    const known = numbers.get(node) ?? numbers.size
    numbers.set(node, known)
    return known
  }
  const compact = edges.map((edge) => ({ from: numberOf(edge.from), to: numberOf(edge.to) }))
  const leaving: number[][] = Array.from({ length: numbers.size }, () => [])
  for (const { from, to } of compact) leaving[from]?.push(to)
  return strongComponents(leaving).count < numbers.size || compact.some(({ from, to }) => from === to)
}

/** Some variable is only ever counted up inside, on every round, and every round passes a guard that limits it. */
function isBounded(graph: FlowGraph, inside: readonly Edge[]): boolean {
  const nodes = new Set(inside.map((edge) => edge.from))
  const sets = [...nodes].flatMap((node) => nodeSets(graph, node).map((templates) => ({ templates, node, edge: undefined as Edge | undefined })))
  for (const edge of inside) if (edge.way?.transition !== undefined) sets.push({ templates: edge.way.transition.set, node: -1, edge })
  const names = new Set(sets.flatMap(({ templates }) => Object.keys(templates)))
  for (const name of [...names].slice(0, 16)) {
    const settings = sets.filter(({ templates }) => Object.hasOwn(templates, name))
    if (!settings.every(({ templates }) => countsUp(templates[name] as Template, name))) continue
    const counting = new Set(settings.map(({ node }) => node))
    const countingEdges = new Set(settings.map(({ edge }) => edge))
    if (hasRound(inside.filter((edge) => !counting.has(edge.from) && !countingEdges.has(edge)))) continue
    if (!hasRound(inside.filter((edge) => !isLimited(graph, edge, name)))) return true
  }
  return false
}

function nodeSets(graph: FlowGraph, node: number): readonly Templates[] {
  const at = graph.stateOf(node)
  if (at?.role !== 'doing') return []
  const { activity, entry, exit } = at.state.state
  return [...(activity.kind === 'set' ? [activity.vars] : []), entry.set, exit.set]
}

/** Whether an edge can not be taken any more once the variable is high enough. */
function isLimited(graph: FlowGraph, edge: Edge, name: string): boolean {
  const at = graph.stateOf(edge.from)
  if (at === undefined) return false
  const { state } = at.state
  if (at.role === 'enter' && edge.way === undefined && state.if !== undefined) return holdsBelow(state.if, name)
  const way = edge.way
  if (way === undefined) return false
  if (way.condition !== undefined && way.why !== 'skip' && holdsBelow(way.condition, name)) return true
  if (state.activity.kind !== 'choose' || (way.why !== 'branch' && way.why !== 'otherwise')) return false
  return earlierBranches(at.state.successors, way).some((condition) => limitIn(condition.text, name) === 'reached')
}

function earlierBranches(ways: readonly Way[], way: Way): readonly Cel[] {
  const branches = ways.filter((other) => other.why === 'branch' || other.why === 'otherwise')
  return branches.slice(0, branches.indexOf(way)).flatMap((other) => (other.condition === undefined || other.transition === way.transition ? [] : [other.condition]))
}

function holdsBelow(condition: Cel, name: string): boolean {
  return limitIn(condition.text, name) === 'below'
}
