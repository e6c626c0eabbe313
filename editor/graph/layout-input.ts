import type { Graph, GraphEdge, GraphNode } from './graph.ts'
import { groupHead, labelSize, sizeOf } from './node-size.ts'

type Options = { readonly [option: string]: string }

/** A node as ELK takes it. */
export interface LayoutNode {
  readonly id: string
  readonly width?: number
  readonly height?: number
  readonly layoutOptions?: Options
  readonly children?: LayoutNode[]
  readonly edges?: LayoutEdge[]
}

interface LayoutEdge {
  readonly id: string
  readonly sources: readonly [string]
  readonly targets: readonly [string]
  readonly labels?: readonly { readonly text: string; readonly width: number; readonly height: number }[]
}

const rootOptions: Options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.edgeCoords': 'ROOT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '56',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
}
const groupOptions: Options = { 'elk.padding': `[top=${groupHead + 16},left=24,bottom=24,right=24]` }

export const layoutRoot = '(root)'

/**
 * Gives what ELK lays out: all nodes with their sizes, groups around what they hold. Ways between a group and what lies
 * in it are left out: they have no length of their own.
 */
export function layoutInput(graph: Graph): LayoutNode {
  const made = new Map<string, LayoutNode & { children: LayoutNode[] }>()
  const root: LayoutNode & { children: LayoutNode[] } = { id: layoutRoot, layoutOptions: rootOptions, children: [], edges: graph.edges.filter((edge) => isDrawn(edge, graph)).map(edgeFor) }
  for (const node of graph.nodes) {
    const one = { ...nodeFor(node), children: [] }
    made.set(node.id, one)
    const holder = node.parent === undefined ? root : (made.get(node.parent) ?? root)
    holder.children.push(one)
  }
  return root
}

function nodeFor(node: GraphNode): LayoutNode {
  return { id: node.id, ...sizeOf(node), ...(node.group && { layoutOptions: groupOptions }) }
}

const parents = new WeakMap<Graph, ReadonlyMap<string, string | undefined>>()

/** Whether a way leads between two nodes neither of which holds the other. */
function isDrawn({ from, to }: GraphEdge, graph: Graph): boolean {
  const holders = parents.get(graph) ?? new Map(graph.nodes.map(({ id, parent }) => [id, parent]))
  parents.set(graph, holders)
  if (from === to || !holders.has(from) || !holders.has(to)) return false
  return !isInside(from, to, holders) && !isInside(to, from, holders)
}

function isInside(inner: string, outer: string, holders: ReadonlyMap<string, string | undefined>): boolean {
  for (let holder = holders.get(inner); holder !== undefined; holder = holders.get(holder)) if (holder === outer) return true
  return false
}

function edgeFor({ id, from, to, label }: GraphEdge): LayoutEdge {
  const size = labelSize(label)
  return { id, sources: [from], targets: [to], ...(size !== undefined && { labels: [{ text: label, ...size }] }) }
}
