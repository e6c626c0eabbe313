import type { Graph, GraphNode } from './graph.ts'
import { groupHead, sizeOf } from './node-size.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Of what ELK gives back, what is used here. */
export interface LayoutResult {
  readonly id: string
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
  readonly children?: readonly LayoutResult[]
}

/** A node with its place, relative to the group that holds it. */
export interface PlacedNode {
  readonly node: GraphNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a person moved nodes to: by key, relative to the group. Kept beside the skill, so it may hold anything. */
export type Positions = { readonly [id: string]: unknown }

const margin = 24
const farthest = 1_000_000
const rowHeight = 160

/**
 * Gives every node its place: where a person moved it, else where the layout put it, else below what was placed before. A
 * group grows around what was moved in it.
 */
export function placeNodes(graph: Graph, result: LayoutResult | undefined, moved: Positions = {}): readonly PlacedNode[] {
  const laid = new Map<string, LayoutResult>()
  const waiting: LayoutResult[] = result === undefined ? [] : [result]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    laid.set(one.id, one)
    for (const child of one.children ?? []) waiting.push(child)
  }
  const rows = new Map<string | undefined, number>()
  const placed = new Map<string, { -readonly [Key in keyof PlacedNode]: PlacedNode[Key] }>()
  for (const node of graph.nodes) {
    const known = laid.get(node.id)
    const size = sizeOf(node)
    const at = pointOf(moved, node.id) ?? (known?.x === undefined || known.y === undefined ? undefined : { x: known.x, y: known.y })
    const row = rows.get(node.parent) ?? 0
    if (at === undefined) rows.set(node.parent, row + 1)
    const place = at ?? { x: margin, y: (node.parent === undefined ? 0 : groupHead) + margin + row * rowHeight }
    placed.set(node.id, { node, ...place, width: (node.group ? known?.width : undefined) ?? size.width, height: (node.group ? known?.height : undefined) ?? size.height })
  }
  for (const one of [...placed.values()].reverse()) {
    const holder = one.node.parent === undefined ? undefined : placed.get(one.node.parent)
    if (holder === undefined) continue
    holder.width = Math.max(holder.width, one.x + one.width + margin)
    holder.height = Math.max(holder.height, one.y + one.height + margin)
  }
  return [...placed.values()]
}

function pointOf(moved: Positions, id: string): Point | undefined {
  const point = Object.hasOwn(moved, id) ? moved[id] : undefined
  if (typeof point !== 'object' || point === null || !('x' in point) || !('y' in point)) return undefined
  const { x, y } = point
  return isPlace(x) && isPlace(y) ? { x, y } : undefined
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= farthest
}

/** Gives the positions after states were renamed: a node keeps its place. */
export function renamePositions(moved: Positions, renamed: { readonly [old: string]: string }): Positions {
  return Object.fromEntries(Object.entries(moved).map(([id, point]) => [Object.hasOwn(renamed, id) ? (renamed[id] as string) : id, point]))
}
