import type { GraphNode } from './graph.ts'

/** In pixels at no zoom. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Of every node that is a state and no group: fixed, so that the canvas need not measure. */
export const stateWidth = 240
export const groupHead = 56
const markSize = 36
const padding = 24
const lineHeight = 20
const signWidth = 6.9
/** Beside the icon and inside the edges. */
const textWidth = 172
const mostLines = 3

/** Gives the size of a node from its words alone; of a group, the least that holds its head. */
export function sizeOf(node: GraphNode): Size {
  if (node.kind === 'start' || node.kind === 'finish') return { width: markSize, height: markSize }
  if (node.group) return { width: stateWidth + 2 * padding, height: groupHead + padding }
  const lines = linesOf(node.title, 1.18) + (node.words === '' ? 0 : linesOf(node.words, 1))
  const more = node.condition === undefined && node.note === undefined && node.faults.length === 0 ? 0 : 1
  return { width: stateWidth, height: padding + (lines + more) * lineHeight }
}

function linesOf(words: string, scale: number): number {
  const inLine = Math.floor(textWidth / (signWidth * scale))
  return Math.min(mostLines, Math.max(1, Math.ceil([...words].length / inLine)))
}

/** Gives the size of the label of an edge; nothing for an edge without words. */
export function labelSize(label: string): Size | undefined {
  if (label === '') return undefined
  return { width: Math.min(220, Math.ceil([...label].length * 6.4) + 16), height: 22 }
}
