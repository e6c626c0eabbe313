import type { Graph, GraphEdge } from '../graph/graph.ts'

export type Direction = 'onward' | 'back' | 'next' | 'previous'

/** Where the walk is, and from where it came: the ways beside it are those of that state. */
export interface Walk {
  readonly at: string
  readonly from: string | undefined
}

/**
 * Gives where a step along the ways leads: onward along the first way, back along the way it came, or to the state that
 * the next or previous way leads to from there. The walk itself when there is no such way.
 */
export function stepAlong({ nodes, edges }: Graph, walk: Walk | undefined, direction: Direction): Walk | undefined {
  const [first] = nodes
  if (walk === undefined || !nodes.some(({ id }) => id === walk.at)) return first && { at: first.id, from: undefined }
  if (direction === 'onward') {
    const way = edges.find((edge) => edge.from === walk.at && edge.to !== walk.at)
    return way === undefined ? walk : { at: way.to, from: walk.at }
  }
  const origin = originOf(edges, walk)
  if (origin === undefined) return walk
  if (direction === 'back') return { at: origin, from: undefined }
  const beside = targetsFrom(edges, origin)
  const place = beside.indexOf(walk.at)
  const next = beside[(place + (direction === 'next' ? 1 : beside.length - 1)) % beside.length]
  return next === undefined ? walk : { at: next, from: origin }
}

/** Gives the state that keys speak of: where the walk is, unless something else was selected since. */
export function cursorOf(walk: Walk | undefined, selection: readonly string[]): string | undefined {
  return walk !== undefined && (selection.length === 0 || selection.includes(walk.at)) ? walk.at : selection.at(-1)
}

function originOf(edges: readonly GraphEdge[], { at, from }: Walk): string | undefined {
  if (from !== undefined && edges.some((edge) => edge.from === from && edge.to === at)) return from
  return edges.find((edge) => edge.to === at && edge.from !== at && edge.finishes === false)?.from ?? edges.find((edge) => edge.to === at && edge.from !== at)?.from
}

function targetsFrom(edges: readonly GraphEdge[], origin: string): readonly string[] {
  return [...new Set(edges.filter(({ from, to }) => from === origin && to !== origin).map(({ to }) => to))]
}
