import type { Document, ScalarNode } from '../terms/document.ts'
import type { Range } from '../terms/position.ts'

/**
 * Gives the offset in the file of character `index` of a scalar's value; the value's length gives the end of its
 * text. Exact for every visible character in each of the five styles; a folded line end points near its place.
 */
export function scalarOffset(document: Document, node: ScalarNode, index: number): number {
  const { text } = document
  const { range, style } = node
  const value = typeof node.value === 'string' ? node.value : text.slice(range.start, range.end)
  const wanted = Math.max(0, Math.min(index, value.length))
  const offset = style === 'literal' || style === 'folded' ? inBlock(text, range, value, wanted) : inFlow(text, range, style, wanted)
  return Math.max(range.start, Math.min(offset, range.end))
}

/** Walks a plain or quoted text, folding its lines, up to the character wanted. */
function inFlow(text: string, range: Range, style: ScalarNode['style'], wanted: number): number {
  const quoted = style !== 'plain'
  const end = quoted ? range.end - 1 : range.end
  let offset = range.start + (quoted ? 1 : 0)
  let made = 0
  while (offset < end && made < wanted) {
    const unit = readUnit(text, offset, end, style)
    if (made + unit.length > wanted) return unit.length === unit.width ? offset + wanted - made : offset
    made += unit.length
    offset += unit.width
  }
  while (offset < end) {
    const unit = readUnit(text, offset, end, style)
    if (unit.length > 0) break
    offset += unit.width
  }
  return offset
}

/** How many characters of the text make how many of the value. */
interface Unit {
  readonly width: number
  readonly length: number
}

function readUnit(text: string, offset: number, end: number, style: ScalarNode['style']): Unit {
  const sign = text[offset]
  if (style === 'double' && sign === '\\') return readEscape(text, offset, end)
  if (style === 'single' && sign === "'") return { width: 2, length: 1 }
  if (sign !== ' ' && sign !== '\t' && sign !== '\n' && sign !== '\r') return { width: 1, length: 1 }
  let stop = offset
  let lines = 0
  while (stop < end && ' \t\r\n'.includes(text[stop] ?? 'x')) {
    if (text[stop] === '\n') lines++
    stop++
  }
  const width = stop - offset
  return { width, length: lines === 0 ? width : Math.max(1, lines - 1) }
}

function readEscape(text: string, offset: number, end: number): Unit {
  const sign = text[offset + 1]
  if (sign === 'x') return { width: 4, length: 1 }
  if (sign === 'u') return { width: 6, length: 1 }
  if (sign === 'U') return { width: 10, length: Number.parseInt(text.slice(offset + 2, offset + 10), 16) > 0xffff ? 2 : 1 }
  if (sign !== '\n' && sign !== '\r') return { width: 2, length: 1 }
  let stop = offset + (sign === '\r' ? 3 : 2)
  while (stop < end && (text[stop] === ' ' || text[stop] === '\t')) stop++
  return { width: stop - offset, length: 0 }
}

/**
 * The visible characters of a block text and of its value are the same ones in the same order; a blank is placed by
 * the next visible character of its line, or after the one before it.
 */
function inBlock(text: string, range: Range, value: string, wanted: number): number {
  const header = text.indexOf('\n', range.start)
  if (header < 0 || header >= range.end) return range.end
  let next = wanted
  while (next < value.length && isBlank(value, next) && value[next] !== '\n') next++
  const visible = next < value.length && !isBlank(value, next)
  const nth = countVisible(value, visible ? next : wanted)
  if (visible) return nthVisible(text, header, range.end, nth + 1) - (next - wanted)
  let before = wanted - 1
  while (before >= 0 && isBlank(value, before)) before--
  return before < 0 ? header + 1 : nthVisible(text, header, range.end, nth) + wanted - before
}

function countVisible(value: string, end: number): number {
  let count = 0
  for (let index = 0; index < end; index++) if (!isBlank(value, index)) count++
  return count
}

function nthVisible(text: string, start: number, end: number, nth: number): number {
  let count = 0
  for (let offset = start; offset < end; offset++) {
    if (!isBlank(text, offset) && ++count === nth) return offset
  }
  return end
}

function isBlank(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code === 32 || code === 9 || code === 10 || code === 13
}
