import type { Viewport } from '@xyflow/react'
import type { Point } from '../graph/place-nodes.ts'

interface Extent extends Point {
  readonly width: number
  readonly height: number
}

const margin = 24
/** Of the bar at the foot, with what is between. */
const foot = 64
/** Of the small map in the corner, with what is between; a narrower pane has none. */
const map = { width: 182, height: 142, from: 760 }
const farthest = 0.08

/** Gives what shows all of a picture, clear of the bar at the foot and of the small map in the corner. */
export function wholeViewport(bounds: Extent, pane: { readonly width: number; readonly height: number }): Viewport {
  const free = { width: pane.width, height: pane.height - foot }
  const whole = centred(bounds, free)
  const isUnderMap = pane.width >= map.from && (bounds.x + bounds.width) * whole.zoom + whole.x > pane.width - map.width && (bounds.y + bounds.height) * whole.zoom + whole.y > pane.height - map.height
  if (!isUnderMap) return whole
  const [beside, above] = [centred(bounds, { ...free, width: pane.width - map.width }), centred(bounds, { ...free, height: pane.height - map.height })]
  return beside.zoom >= above.zoom ? beside : above
}

/** In the middle of what is free from the upper left corner on, no larger than it is. */
function centred({ x, y, width, height }: Extent, free: { readonly width: number; readonly height: number }): Viewport {
  const zoom = Math.max(farthest, Math.min((free.width - 2 * margin) / Math.max(width, 1), (free.height - 2 * margin) / Math.max(height, 1), 1))
  return { zoom, x: free.width / 2 - (x + width / 2) * zoom, y: free.height / 2 - (y + height / 2) * zoom }
}
