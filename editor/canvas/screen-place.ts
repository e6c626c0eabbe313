import type { Point } from '../graph/place-nodes.ts'

/** Gives where on the screen a mouse or a finger was. */
export function placeOf(event: MouseEvent | TouchEvent): Point {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 }
}

/** Gives the node that lies at a place on the screen. */
export function stateUnder({ x, y }: Point): string | undefined {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node')?.dataset['id']
}
