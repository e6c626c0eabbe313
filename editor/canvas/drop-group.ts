import type { Point } from '../graph/place-nodes.ts'

/** A node with its place in the whole picture. */
export interface DropBox extends Point {
  readonly id: string
  readonly parent: string | undefined
  readonly group: boolean
  readonly width: number
  readonly height: number
}

/** Gives the innermost group in which the middle of a node lies, apart from the node and what it holds; nothing on the ground. `boxes` have groups before what they hold. */
export function groupUnder(boxes: readonly DropBox[], id: string): string | undefined {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const node = byId.get(id)
  if (node === undefined) return undefined
  const middle = { x: node.x + node.width / 2, y: node.y + Math.min(node.height / 2, 28) }
  const isWithin = (box: DropBox): boolean => {
    for (let one: DropBox | undefined = box; one !== undefined; one = one.parent === undefined ? undefined : byId.get(one.parent)) if (one.id === id) return true
    return false
  }
  const holds = ({ x, y, width, height }: DropBox): boolean => middle.x >= x && middle.x <= x + width && middle.y >= y && middle.y <= y + height
  return boxes.filter((box) => box.group && !isWithin(box) && holds(box)).at(-1)?.id
}
