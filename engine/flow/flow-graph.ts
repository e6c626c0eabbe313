/*
 * The flow, unfolded so that a path through it is a way a run can go. Owns: the five nodes of a state and the edges between them.
 * Always true: entering a group and finishing it are different nodes, so no path passes a group without going through it (G1);
 * a state whose `if` does not hold passes `enter` but not `doing` (G2); a failure climbs to the nearest catch (G3).
 */
import { isGroup, theEnd, theStart, type Flow, type FlowState, type Way } from './flow.ts'
import { canFail, catchesAll } from './ways-of.ts'

/** `enter`: looks at `if`; `doing`: the activity; `out`: what it holds has ended; `during`: its own transitions; `fail`: it failed. */
export type Role = 'enter' | 'doing' | 'out' | 'during' | 'fail'

export interface Edge {
  readonly from: number
  readonly to: number
  /** `undefined`: a step inside a state that the file does not write. */
  readonly way: Way | undefined
}

export interface FlowGraph {
  readonly size: number
  readonly edges: readonly Edge[]
  /** Indexes of the edges that leave a node. */
  readonly leaving: readonly (readonly number[])[]
  readonly states: readonly FlowState[]
  /** For the `out` node of a `together` that waits for all: how many branches it waits for. */
  readonly joins: ReadonlyMap<number, number>
  node(key: string, role: Role): number
  stateOf(node: number): { readonly state: FlowState; readonly role: Role } | undefined
}

export const startNode = 0
export const endNode = 1

const roles = ['enter', 'doing', 'out', 'during', 'fail'] as const
const graphs = new WeakMap<Flow, FlowGraph>()

/** Gives the unfolded flow; the same object for the same flow. */
export function graphOf(flow: Flow): FlowGraph {
  const known = graphs.get(flow)
  if (known !== undefined) return known
  const graph = buildGraph(flow)
  graphs.set(flow, graph)
  return graph
}

function buildGraph(flow: Flow): FlowGraph {
  const states = [...flow.states.values()]
  const orders = new Map(states.map((state, index) => [state.key, index]))
  const node = (key: string, role: Role): number => {
    if (key === theStart) return startNode
    if (key === theEnd) return endNode
    return 2 + (orders.get(key) ?? 0) * roles.length + roles.indexOf(role)
  }
  const edges: Edge[] = []
  const leaving: number[][] = Array.from({ length: 2 + states.length * roles.length }, () => [])
  const link = (from: number, to: number, way?: Way): void => {
    leaving[from]?.push(edges.length)
    edges.push({ from, to, way })
  }
  const joins = new Map<number, number>()
  const lively = livelyGroups(flow)
  if (flow.start !== undefined) link(startNode, node(flow.start.to, 'enter'), flow.start)
  for (const state of states) linkState(state, { flow, node, link, joins, lively })
  return { size: leaving.length, edges, leaving, states, joins, node, stateOf: (id) => stateOf(states, id) }
}

function stateOf(states: readonly FlowState[], id: number): { readonly state: FlowState; readonly role: Role } | undefined {
  const state = states[Math.floor((id - 2) / roles.length)]
  return id < 2 || state === undefined ? undefined : { state, role: roles[(id - 2) % roles.length] as Role }
}

type Link = (from: number, to: number, way?: Way) => void

interface Building {
  readonly flow: Flow
  readonly node: FlowGraph['node']
  readonly link: Link
  readonly joins: Map<number, number>
  readonly lively: ReadonlySet<string>
}

/** Groups that do something of their own while they are active, or lie in one that does: transitions, or branches. */
function livelyGroups(flow: Flow): ReadonlySet<string> {
  const lively = new Set<string>()
  for (const { key, parent, state } of flow.states.values()) {
    if (!isGroup(state)) continue
    const own = state.on.length + state.after.length + state.always.length > 0 || state.activity.kind === 'together'
    if (own || (parent !== undefined && lively.has(parent))) lively.add(key)
  }
  return lively
}

function linkState(flowState: FlowState, building: Building): void {
  const { flow, node, link } = building
  const { key, state, parent } = flowState
  if (state.disabled) {
    for (const way of flowState.successors) linkWay(way, flow, node, link)
    return
  }
  link(node(key, 'enter'), node(key, 'doing'))
  for (const way of flowState.successors) linkWay(way, flow, node, link)
  if (isGroup(state)) linkGroup(flowState, building)
  if (parent !== undefined && building.lively.has(parent)) {
    if (enteredFromOutside(flowState, flow)) link(node(key, 'enter'), node(parent, 'during'))
    if (isGroup(state)) link(node(key, 'during'), node(parent, 'during'))
  }
  if (canFail(state)) link(node(key, 'doing'), node(key, 'fail'))
  // Keeps G3: what no catch here takes for certain climbs on. At the top it ends the run; the `failed` ways of the flow say so.
  if (parent !== undefined && !state.catch.some(catchesAll)) link(node(key, 'fail'), node(parent, 'fail'))
  else if (parent === undefined && !state.catch.some(catchesAll)) link(node(key, 'fail'), endNode, { from: key, to: theEnd, why: 'failed', label: 'on failure', range: state.nameRange })
}

function linkGroup({ key, state, children, successors }: FlowState, { node, link, joins, lively }: Building): void {
  if (state.activity.kind === 'together' && !state.activity.first) joins.set(node(key, 'out'), children.length)
  if (children.length === 0) link(node(key, 'doing'), node(key, 'out'))
  if (lively.has(key)) link(node(key, 'doing'), node(key, 'during'))
  if (state.activity.kind === 'together') for (const way of successors) if (way.why === 'start') link(node(key, 'during'), node(way.to, 'enter'), way)
}

/** Entered by name past the group that holds it: the group is active then too, with its own transitions and branches. */
function enteredFromOutside(flowState: FlowState, flow: Flow): boolean {
  return flowState.predecessors.some((way) => way.from !== flowState.parent && flow.states.get(way.from)?.parent !== flowState.parent)
}

function linkWay(way: Way, flow: Flow, node: FlowGraph['node'], link: Link): void {
  const from = flow.states.get(way.from)
  // The climb of failures is drawn by `linkState`; an element that ends as failed is a way of its own.
  if (from === undefined || (way.why === 'failed' && way.finishes !== true)) return
  const to = way.finishes === true ? arrivalOf(way, flow) : 'enter'
  link(node(way.from, departureOf(way, from)), node(way.to, to), way)
}

function departureOf(way: Way, from: FlowState): Role {
  const kind = from.state.activity.kind
  switch (way.why) {
    case 'skip':
      return 'enter'
    case 'catch':
      return 'fail'
    case 'failed':
      return 'doing'
    case 'on':
    case 'after':
    case 'always':
      return isGroup(from.state) ? 'during' : 'doing'
    case 'start':
    case 'item':
    case 'history':
    case 'branch':
    case 'otherwise':
      return 'doing'
    default:
      return kind === 'states' || kind === 'together' ? 'out' : 'doing'
  }
}

/** Keeps G1: finishing a group arrives at its `out`; finishing an element, at the `each`, which takes the next one. */
function arrivalOf(way: Way, flow: Flow): Role {
  if (way.why === 'failed') return 'fail'
  return flow.states.get(way.to)?.state.activity.kind === 'each' ? 'doing' : 'out'
}
