import { useEffect, useMemo, useRef, useState } from 'react'
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
  /** Whether this is how it stays: no layout is being worked out. */
  readonly isSettled: boolean
}

type Shown = LaidOut & { readonly structure: string }

/** How long a picture waits for its layout before it is shown in a plain column, in milliseconds; one of many states does not wait. */
const patience = 600
const many = 400

/**
 * Gives the graph to show with its layout. Works out a new one only when states, ways or sizes change, and shows the last
 * picture until it is there, so that nothing jumps twice. Nothing while the first is worked out.
 */
export function useLayout(graph: Graph): LaidOut | undefined {
  const [laid, setLaid] = useState<Shown>()
  const structure = useMemo(() => structureOf(graph), [graph])
  // The graph is known by its structure: words alone move nothing.
  const newest = useRef({ graph, structure, laid })
  useEffect(() => {
    newest.current = { graph, structure, laid }
  })
  useEffect(() => {
    const { graph: asked, laid: shown } = newest.current
    if (shown?.structure === structure && shown.isSettled) return
    const show = (layout: Layout | undefined, isSettled: boolean): void => {
      if (newest.current.structure === structure) setLaid((before) => ({ graph: asked, layout: layout ?? before?.layout, structure, version: (before?.version ?? 0) + 1, isSettled }))
    }
    const timer = setTimeout(() => show(undefined, false), asked.nodes.length > many ? 0 : patience)
    layOut(layoutInput(asked), asked.nodes.length)
      .then((layout) => show(layout, true), () => show(undefined, true))
      .finally(() => clearTimeout(timer))
    return () => clearTimeout(timer)
  }, [structure])
  if (laid === undefined) return undefined
  return laid.structure === structure ? { ...laid, graph } : { ...laid, isSettled: false }
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
