import { useEffect, useMemo, useRef } from 'react'
import { useReactFlow } from '@xyflow/react'
import { useStore } from 'zustand'
import { theStart } from '../../engine/index.ts'
import { firstViewport } from './first-viewport.ts'
import type { StateNodeType, WayEdgeType } from './flow-parts.ts'
import type { PictureProps } from './picture-props.ts'
import type { FlowParts } from './use-flow-parts.ts'
import { wholeViewport } from './whole-viewport.ts'

export interface Camera {
  /** Brings a state into view, if it is not. */
  reveal(id: string): void
  all(): void
  closer(): void
  farther(): void
  /** Gives the middle of a state on the screen. */
  screenPlace(id: string): { readonly x: number; readonly y: number } | undefined
}

const space = 24
/** Below a selected state lie its outlets, and below them the tools of the picture. */
const spaceBelow = 104

/** Gives what moves the view. Shows the beginning after the first layout; keeps what is selected where it is when a new layout comes, and the middle in the middle when the pane gets another width. */
export function useCamera({ session, running }: PictureProps, { nodes, version }: FlowParts, pane: HTMLElement | null): Camera {
  const flow = useReactFlow<StateNodeType, WayEdgeType>()
  const shown = useRef<{ readonly version: number; readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }> }>(undefined)
  const selection = useStore(session.store, (state) => state.selection)

  const camera = useMemo((): Camera => {
    const boxOf = (id: string) => {
      const node = flow.getInternalNode(id)
      return node === undefined ? undefined : { ...node.internals.positionAbsolute, width: node.width ?? 0, height: node.height ?? 0 }
    }
    return {
      reveal(id) {
        const box = boxOf(id)
        const size = pane?.getBoundingClientRect()
        if (box === undefined || size === undefined) return
        const { x, y, zoom } = flow.getViewport()
        const left = box.x * zoom + x
        const top = box.y * zoom + y
        const height = Math.min(box.height * zoom, size.height / 2)
        const isSeen = left >= space && top >= space && left + box.width * zoom <= size.width - space && top + height <= size.height - Math.min(spaceBelow, size.height / 4)
        if (!isSeen) void flow.setCenter(box.x + box.width / 2, box.y + height / zoom / 2, { zoom: Math.max(zoom, 0.5), duration: isStill() ? 0 : 180 })
      },
      all() {
        const size = pane?.getBoundingClientRect()
        if (size !== undefined) void flow.setViewport(wholeViewport(flow.getNodesBounds(flow.getNodes()), size), { duration: isStill() ? 0 : 180 })
      },
      closer: () => void flow.zoomIn({ duration: 0 }),
      farther: () => void flow.zoomOut({ duration: 0 }),
      screenPlace(id) {
        const box = boxOf(id)
        return box && flow.flowToScreenPosition({ x: box.x + box.width / 2, y: box.y + Math.min(box.height, 80) })
      },
    }
  }, [flow, pane])

  useEffect(() => {
    if (pane === null || nodes.length === 0 || shown.current?.version === version) return
    const places = new Map(nodes.map(({ id }) => [id, flow.getInternalNode(id)?.internals.positionAbsolute ?? { x: 0, y: 0 }]))
    const before = shown.current
    shown.current = { version, places }
    if (before === undefined) {
      const start = flow.getInternalNode(theStart)
      void flow.setViewport(firstViewport(flow.getNodesBounds([...nodes]), { x: (start?.internals.positionAbsolute.x ?? 0) + 18, y: start?.internals.positionAbsolute.y ?? 0 }, { width: pane.clientWidth, height: pane.clientHeight }))
      return
    }
    const anchor = session.store.getState().selection.find((id) => before.places.has(id) && places.has(id)) ?? theStart
    const old = before.places.get(anchor)
    const now = places.get(anchor)
    if (old === undefined || now === undefined) return
    const { x, y, zoom } = flow.getViewport()
    void flow.setViewport({ zoom, x: x - (now.x - old.x) * zoom, y: y - (now.y - old.y) * zoom })
  }, [version, nodes, pane, flow, session])

  useEffect(() => {
    if (pane === null) return undefined
    let width = pane.clientWidth
    const observer = new ResizeObserver(() => {
      const before = width
      width = pane.clientWidth
      if (shown.current === undefined || before === 0 || width === 0 || before === width) return
      const { x, y, zoom } = flow.getViewport()
      void flow.setViewport({ zoom, y, x: x + (width - before) / 2 })
    })
    observer.observe(pane)
    return () => observer.disconnect()
  }, [pane, flow])

  const last = selection.length === 1 ? selection[0] : undefined
  useEffect(() => {
    if (last !== undefined) camera.reveal(last)
  }, [camera, last, version])
  const current = running?.current
  useEffect(() => {
    if (current !== undefined) camera.reveal(current)
  }, [camera, current])
  return camera
}

function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
