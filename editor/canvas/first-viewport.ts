import type { Viewport } from '@xyflow/react'
import type { Point } from '../graph/place-nodes.ts'
import { wholeViewport } from './whole-viewport.ts'

interface Extent extends Point {
  readonly width: number
  readonly height: number
}

const readable = 0.62
const margin = 32
/** Of the bar at the foot. */
const foot = 56

/** Gives what is seen at first: all of a picture that can be read so; of a larger one its beginning. */
export function firstViewport(bounds: Extent, start: Point, pane: { readonly width: number; readonly height: number }): Viewport {
  const fit = Math.min((pane.width - 2 * margin) / Math.max(bounds.width, 1), (pane.height - foot - 2 * margin) / Math.max(bounds.height, 1), 1)
  if (fit >= readable) return wholeViewport(bounds, pane)
  const zoom = Math.max(readable, Math.min(0.85, (pane.width - 2 * margin) / Math.max(bounds.width, 1)))
  return { zoom, x: pane.width / 2 - start.x * zoom, y: margin - bounds.y * zoom }
}
