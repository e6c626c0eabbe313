import { Position, type Edge, type Node } from '@xyflow/react'
import type { Change, GraphDifference } from '../graph/graph-difference.ts'
import type { Graph, GraphEdge, GraphNode } from '../graph/graph.ts'
import { placeNodes, type PlacedNode, type Point, type Positions } from '../graph/place-nodes.ts'
import { describeNode, titlesOf, wayWords, waysByState } from './describe.ts'
import { lookOf, type KindLook } from './kind-look.ts'
import { outletsOf, type Outlet } from '../rules/outlets.ts'
import type { SkillView } from '../rules/skill-view.ts'
import type { Layout, Route } from './lay-out.ts'

/** How a run stands, for the light on the picture. */
export interface Running {
  /** States that are being done now. */
  readonly active: readonly string[]
  readonly done: { readonly [state: string]: 'done' | 'failed' }
  /** The one that is looked at. */
  readonly current?: string
}

export interface StateData extends Record<string, unknown> {
  readonly node: GraphNode
  readonly look: KindLook
  readonly words: string
  readonly light: 'active' | 'done' | 'failed' | undefined
  readonly isCurrent: boolean
  readonly change: Change
  readonly outlets: readonly Outlet[]
}

export interface WayData extends Record<string, unknown> {
  readonly edge: GraphEdge
  readonly route: Route | undefined
  /** Where source and target stood when the route was worked out: it holds only there. */
  readonly from: Point
  readonly to: Point
  readonly change: Change
  /** What stands on it; empty: nothing. */
  readonly words: string
  readonly isTaken: boolean
}

export type StateNodeType = Node<StateData>
export type WayEdgeType = Edge<WayData>

export interface Surrounds {
  readonly layout: Layout | undefined
  readonly moved: Positions
  readonly view: SkillView
  readonly running: Running | undefined
  readonly difference: GraphDifference | undefined
}

/** Gives the nodes for React Flow; one that is as before stays the same object, so that it is not drawn again. */
export function flowNodes(graph: Graph, around: Surrounds, before: ReadonlyMap<string, StateNodeType>): StateNodeType[] {
  const ways = waysByState(graph)
  const titles = titlesOf(graph)
  const active = new Set(around.running?.active)
  return placeNodes(graph, around.layout?.nodes, around.moved).map((placed) => {
    const { node } = placed
    const state = around.view.flow.states.get(node.id)
    const look = lookOf(node, around.view.knowledge.tools)
    const light = active.has(node.id) ? 'active' : around.running !== undefined && Object.hasOwn(around.running.done, node.id) ? around.running.done[node.id] : undefined
    const data: StateData = {
      node, look, light,
      words: describeNode(node, look, ways.get(node.id) ?? [], titles, around.difference),
      isCurrent: around.running?.current === node.id,
      change: around.difference?.states.get(node.id) ?? 'same',
      outlets: state === undefined ? [] : outletsOf(state),
    }
    const old = before.get(node.id)
    return old !== undefined && isSame(old, placed, data) ? old : flowNode(placed, old !== undefined && isSameData(old.data, data) ? old.data : data, old?.selected ?? false)
  })
}

function flowNode({ node, x, y, width, height }: PlacedNode, data: StateData, selected: boolean): StateNodeType {
  return {
    id: node.id,
    type: node.group ? 'group-state' : node.kind === 'start' || node.kind === 'finish' ? 'mark' : 'state',
    position: { x, y },
    width,
    height,
    data,
    selected,
    draggable: node.kind !== 'start' || undefined,
    connectable: true,
    ariaRole: 'none',
    domAttributes: { 'aria-roledescription': undefined },
    handles: [
      { type: 'target', position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
      { type: 'source', position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
    ],
    ...(node.parent !== undefined && { parentId: node.parent }),
    ...(node.group && { dragHandle: '.group-state-head', style: { pointerEvents: 'none' } }),
  } as StateNodeType
}

function isSame(old: StateNodeType, { x, y, width, height, node }: PlacedNode, data: StateData): boolean {
  return old.position.x === x && old.position.y === y && old.width === width && old.height === height && old.parentId === node.parent && isSameData(old.data, data)
}

function isSameData(old: StateData, data: StateData): boolean {
  if (old.words !== data.words || old.light !== data.light || old.isCurrent !== data.isCurrent || old.change !== data.change || old.look.icon !== data.look.icon || old.look.tone !== data.look.tone) return false
  const { node } = data
  return old.node.kind === node.kind && old.node.group === node.group && old.node.branch === node.branch && old.node.history === node.history && old.node.name === node.name && severityOf(old.node) === severityOf(node)
}

/** The gravest of its faults. */
export function severityOf({ faults }: GraphNode): 'error' | 'warning' | 'hint' | undefined {
  return (['error', 'warning', 'hint'] as const).find((severity) => faults.some((fault) => fault.severity === severity))
}

/** Gives the edges for React Flow, in the same way. */
export function flowEdges(graph: Graph, around: Surrounds, before: ReadonlyMap<string, WayEdgeType>): WayEdgeType[] {
  const places = laidPlaces(graph, around.layout)
  const titles = titlesOf(graph)
  const reached = new Set([...(around.running?.active ?? []), ...Object.keys(around.running?.done ?? {})])
  return graph.edges.map((edge) => {
    const source = places.get(edge.from)
    const target = places.get(edge.to)
    const data: WayData = {
      edge,
      route: around.layout?.routes.get(edge.id),
      from: { x: (source?.x ?? 0) + (source?.width ?? 0) / 2, y: (source?.y ?? 0) + (source?.height ?? 0) },
      to: { x: (target?.x ?? 0) + (target?.width ?? 0) / 2, y: target?.y ?? 0 },
      change: around.difference?.ways.get(edge.id) ?? 'same',
      words: labelOf(edge, around.difference),
      isTaken: reached.has(edge.from) && reached.has(edge.to),
    }
    const old = before.get(edge.id)
    if (old?.data !== undefined && old.source === edge.from && old.target === edge.to && isSameWay(old.data, data)) return old
    return { id: edge.id, type: 'way', source: edge.from, target: edge.to, data, selected: old?.selected ?? false, ariaLabel: `From ${titles.get(edge.from) ?? edge.from} to ${wayWords(edge, titles, data.change)}`, domAttributes: { 'aria-roledescription': 'way' }, interactionWidth: 18 }
  })
}

/** A way without words of its own says what became of it, unless one of its ends says the same. */
function labelOf({ id, from, to, label, enters, finishes }: GraphEdge, difference: GraphDifference | undefined): string {
  const change = difference?.ways.get(id) ?? 'same'
  if (label !== '' || change === 'same' || enters || finishes) return label
  return [from, to].some((end) => difference?.states.get(end) === change) ? '' : change
}

function isSameWay(old: WayData, data: WayData): boolean {
  return old.route === data.route && old.change === data.change && old.isTaken === data.isTaken && old.words === data.words && old.edge.why === data.edge.why && old.from.x === data.from.x && old.from.y === data.from.y && old.to.x === data.to.x && old.to.y === data.to.y
}

interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** Where the layout put each node, in the places of the whole picture. */
function laidPlaces(graph: Graph, layout: Layout | undefined): ReadonlyMap<string, Box> {
  const places = new Map<string, Box>()
  for (const { node, x, y, width, height } of placeNodes(graph, layout?.nodes)) {
    const holder = node.parent === undefined ? undefined : places.get(node.parent)
    places.set(node.id, { x: x + (holder?.x ?? 0), y: y + (holder?.y ?? 0), width, height })
  }
  return places
}
