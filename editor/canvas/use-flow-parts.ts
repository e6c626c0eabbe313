import { useCallback, useMemo, useState } from 'react'
import { useReactFlow, type EdgeChange, type NodeChange, type OnNodeDrag } from '@xyflow/react'
import { useStore } from 'zustand'
import { theEnd, theStart } from '../../engine/index.ts'
import type { Graph } from '../graph/graph.ts'
import type { Point } from '../graph/place-nodes.ts'
import { groupUnder } from './drop-group.ts'
import { flowEdges, flowNodes, type StateNodeType, type Surrounds, type WayEdgeType } from './flow-parts.ts'
import type { PictureProps } from './picture-props.ts'
import { keepPositions, positionsIn } from './positions.ts'

export interface FlowParts {
  readonly nodes: StateNodeType[]
  /** Of the layout that the nodes stand in. */
  readonly version: number
  readonly edges: WayEdgeType[]
  readonly nodesChanged: (changes: NodeChange<StateNodeType>[]) => void
  readonly edgesChanged: (changes: EdgeChange<WayEdgeType>[]) => void
  readonly dropped: OnNodeDrag<StateNodeType>
  /** Keeps where these nodes stand now. */
  readonly kept: (nodes: readonly StateNodeType[]) => void
}

/** Gives the nodes and edges for React Flow, and takes what it changes: selection goes to the session, places beside the skill. */
export function useFlowParts({ workspace, session, canvas, drawn, laid, running, difference }: PictureProps): FlowParts {
  const sidecar = useStore(session.store, (state) => state.sidecar)
  const selection = useStore(session.store, (state) => state.selection)
  const way = useStore(session.store, (state) => state.selectedWay)
  const walked = useStore(canvas.state, (state) => state.walk?.at)
  const [dragging, setDragging] = useState<ReadonlyMap<string, Point>>()
  const graph = laid?.graph
  const around = useMemo((): Surrounds => ({ layout: laid?.layout, moved: difference === undefined ? positionsIn(sidecar) : {}, view: drawn.view, running, difference }), [laid?.layout, sidecar, drawn.view, running, difference])
  const selected = useMemo(() => new Set(selection.length === 0 && (walked === theStart || walked === theEnd) ? [walked] : selection), [selection, walked])
  const maker = useMemo(() => openPartsMaker(), [])
  const placed = useMemo(() => (graph === undefined ? [] : maker.nodes(graph, around, selected)), [maker, graph, around, selected])
  const edges = useMemo(() => (graph === undefined ? [] : maker.edges(graph, around, way)), [maker, graph, around, way])
  const nodes = useMemo(() => (dragging === undefined ? placed : placed.map((node) => dragged(node, dragging))), [placed, dragging])

  const nodesChanged = useCallback(
    (changes: NodeChange<StateNodeType>[]) => {
      const moves = changes.flatMap((change) => (change.type === 'position' && change.dragging === true && change.position !== undefined ? [[change.id, change.position] as const] : []))
      if (moves.length > 0) setDragging((before) => new Map([...(before ?? []), ...moves]))
      const picks = changes.filter((change) => change.type === 'select')
      if (picks.length === 0) return
      const state = session.store.getState()
      const picked = new Set(state.selection)
      for (const { id, selected: isIn } of picks) if (isIn && id !== theStart && id !== theEnd) picked.add(id)
        else picked.delete(id)
      session.select([...picked], picked.size > 0 ? undefined : state.selectedWay)
    },
    [session],
  )
  const edgesChanged = useCallback(
    (changes: EdgeChange<WayEdgeType>[]) => {
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) session.select([], change.id)
        else if (session.store.getState().selectedWay === change.id) session.select(session.store.getState().selection)
      }
    },
    [session],
  )
  const kept = useCallback(
    (moved: readonly StateNodeType[]) => {
      const places = Object.fromEntries(moved.map(({ id, position }) => [id, rounded(position)]))
      setDragging(undefined)
      keepPositions(workspace, session, places, new Set(graph?.nodes.map(({ id }) => id)))
    },
    [workspace, session, graph],
  )
  const flow = useReactFlow<StateNodeType>()
  const dropped = useCallback<OnNodeDrag<StateNodeType>>(
    (_, node, all) => {
      const boxes = flow.getNodes().map((one) => ({ ...(flow.getInternalNode(one.id)?.internals.positionAbsolute ?? one.position), id: one.id, parent: one.parentId, group: one.data.node.group, width: one.width ?? 0, height: one.height ?? 0 }))
      const group = groupUnder(boxes, node.id)
      if (all.length > 1 || group === node.parentId) return kept(all.length === 0 ? [node] : all)
      setDragging(undefined)
      canvas.gestures.move(node.id, group !== undefined ? { into: group } : { after: node.parentId ?? '' })
    },
    [flow, kept, canvas],
  )
  return { nodes, version: laid?.version ?? 0, edges, nodesChanged, edgesChanged, dropped, kept }
}

/** Makes nodes and edges again and again; those that are as before stay the same objects. */
function openPartsMaker() {
  let oldNodes: StateNodeType[] = []
  let oldEdges: WayEdgeType[] = []
  return {
    nodes(graph: Graph, around: Surrounds, selected: ReadonlySet<string>): StateNodeType[] {
      oldNodes = flowNodes(graph, around, byId(oldNodes)).map((node) => (node.selected === selected.has(node.id) ? node : { ...node, selected: selected.has(node.id) }))
      return oldNodes
    },
    edges(graph: Graph, around: Surrounds, way: string | undefined): WayEdgeType[] {
      oldEdges = flowEdges(graph, around, byId(oldEdges)).map((edge) => (edge.selected === (edge.id === way) ? edge : { ...edge, selected: edge.id === way, reconnectable: edge.id === way ? ('target' as const) : false }))
      return oldEdges
    },
  }
}

function dragged(node: StateNodeType, places: ReadonlyMap<string, Point>): StateNodeType {
  const position = places.get(node.id)
  return position === undefined ? node : { ...node, position, dragging: true }
}

function byId<Part extends { readonly id: string }>(parts: readonly Part[]): ReadonlyMap<string, Part> {
  return new Map(parts.map((part) => [part.id, part]))
}

/** Whole pixels, and none before the edge of the group. */
function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}
