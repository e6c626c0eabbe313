import { useEffect, useRef, useState } from 'react'
import type { Graph } from '../graph/graph.ts'
import { layoutInput } from '../graph/layout-input.ts'
import { sizeOf } from '../graph/node-size.ts'
import { layOut, type Layout } from './lay-out.ts'

export interface LaidOut {
  readonly graph: Graph
  /** Nothing: ELK has not answered yet or can not; states stand one below the other. */
  readonly layout: Layout | undefined
  /** Changes with each new layout. */
  readonly version: number
}

/** How long a picture waits for its layout before it is shown in a plain column, in milliseconds; one of many states does not wait. */
const patience = 600
const many = 400

/**
 * Gives the graph to show with its layout. Works out a new one only when states, ways or sizes change, and shows the last
 * picture until it is there, so that nothing jumps twice. Nothing while the first is worked out.
 */
export function useLayout(graph: Graph): LaidOut | undefined {
  const [laid, setLaid] = useState<LaidOut & { readonly structure: string }>()
  const newest = useRef('')
  const structure = structureOf(graph)
  useEffect(() => {
    newest.current = structure
    if (laid?.structure === structure && laid.layout !== undefined) return
    const show = (layout: Layout | undefined): void => {
      if (newest.current === structure) setLaid((before) => ({ graph, layout: layout ?? before?.layout, structure, version: (before?.version ?? 0) + 1 }))
    }
    const timer = setTimeout(() => show(undefined), graph.nodes.length > many ? 0 : patience)
    layOut(layoutInput(graph), graph.nodes.length)
      .then(show, () => show(undefined))
      .finally(() => clearTimeout(timer))
    return () => clearTimeout(timer)
    // The graph is known by its structure: words alone move nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [structure])
  if (laid === undefined) return undefined
  return laid.structure === structure ? { graph, layout: laid.layout, version: laid.version } : laid
}

function structureOf({ nodes, edges }: Graph): string {
  const parts: string[] = []
  for (const node of nodes) {
    const { width, height } = sizeOf(node)
    parts.push(`${node.id} ${node.parent ?? ''} ${width} ${height}`)
  }
  for (const { id, to, label } of edges) parts.push(`${id} ${to} ${label}`)
  return parts.join('\n')
}
