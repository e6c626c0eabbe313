import type { Point } from '../graph/place-nodes.ts'

const round = 8

/** Gives the path through points with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  const [first] = points
  if (first === undefined) return ''
  let path = `M${first.x} ${first.y}`
  for (let index = 1; index < points.length; index++) {
    const corner = points[index] as Point
    const next = points[index + 1]
    if (next === undefined) {
      path += `L${corner.x} ${corner.y}`
      continue
    }
    const before = towards(corner, points[index - 1] as Point, round)
    const after = towards(corner, next, round)
    path += `L${before.x} ${before.y}Q${corner.x} ${corner.y} ${after.x} ${after.y}`
  }
  return path
}

/** Gives the point halfway along a broken line. */
export function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index] as Point, point))
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2
  for (const [index, length] of lengths.entries()) {
    if (rest <= length) return along(points[index] as Point, points[index + 1] as Point, length === 0 ? 0 : rest / length)
    rest -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

function towards(from: Point, to: Point, most: number): Point {
  const length = distance(from, to)
  return length === 0 ? from : along(from, to, Math.min(most, length / 2) / length)
}

function along(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}
