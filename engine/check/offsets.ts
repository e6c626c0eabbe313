import { scalarOffset } from '../document/scalar-offset.ts'
import type { Document, ScalarNode } from '../terms/document.ts'

/** Gives the place in the file of a character of a text. */
export type OffsetIn = (node: ScalarNode, index: number) => number

/** How many characters are walked to find places in texts with escapes and folded lines; after that, the text is the place. */
const mostSteps = 8_000_000

export function createOffsetIn(document: Document): OffsetIn {
  let left = mostSteps
  return (node, index) => {
    const { range, value, style } = node
    const quotes = style === 'single' || style === 'double' ? 1 : 0
    const direct = style !== 'literal' && style !== 'folded' && typeof value === 'string' && range.end - range.start - 2 * quotes === value.length
    if (direct) return Math.min(range.start + quotes + index, range.end)
    left -= index
    return left < 0 ? range.start : scalarOffset(document, node, index)
  }
}
