/*
 * The text of a file beside the text as an editor shows it. CodeMirror knows one kind of line end; a file may have several.
 * Always true: L1 the text of the file changes only where a person changed it; L2 what is shown is the text of the file with every
 * line end as "\n".
 */
import type { TextEdit } from '../../engine/index.ts'
import { differingStretch } from '../session/history.ts'

/** Offsets in a file beside offsets in what is shown of it. */
export interface LineEnds {
  toShown(offset: number): number
  /** An offset at a line end is the one before it. */
  toFile(offset: number): number
  /** What Enter writes: the line end that the file has most of. */
  readonly usual: string
}

/** Gives the text as it is shown. */
export function shownText(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

const plain: LineEnds = { toShown: (offset) => offset, toFile: (offset) => offset, usual: '\n' }

export function lineEndsOf(text: string): LineEnds {
  if (!text.includes('\r')) return plain
  const pairs: number[] = []
  for (let found = text.indexOf('\r\n'); found >= 0; found = text.indexOf('\r\n', found + 2)) pairs.push(found)
  const count = (offset: number, place: (index: number) => number): number => {
    let low = 0
    for (let high = pairs.length; low < high; ) {
      const half = (low + high) >> 1
      if (place(half) < offset) low = half + 1
      else high = half
    }
    return low
  }
  const pair = (index: number): number => pairs[index] as number
  return {
    toShown: (offset) => offset - count(offset - 1, pair),
    toFile: (offset) => offset + count(offset, (index) => pair(index) - index),
    usual: usualEnd(text, pairs.length),
  }
}

function usualEnd(text: string, pairs: number): string {
  const returns = text.split('\r').length - 1 - pairs
  const feeds = text.split('\n').length - 1 - pairs
  return pairs >= feeds && pairs >= returns ? '\r\n' : feeds >= returns ? '\n' : '\r'
}

/** Gives the edits of the file for changes of what is shown. */
export function fileEdits(ends: LineEnds, changes: readonly TextEdit[]): readonly TextEdit[] {
  return changes.map(({ range, text }) => ({
    range: { start: ends.toFile(range.start), end: ends.toFile(range.end) },
    text: ends.usual === '\n' ? text : text.replaceAll('\n', ends.usual),
  }))
}

/**
 * Gives the changes of what is shown for edits of the file from `before` to `after`. Edits that cut through a line end, or join
 * one out of two, are given as the one stretch that differs.
 */
export function shownEdits(before: string, after: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (!before.includes('\r') && !after.includes('\r')) return edits
  const ends = lineEndsOf(before)
  const cuts = (offset: number): boolean => before[offset - 1] === '\r' && before[offset] === '\n'
  const from = shownText(before)
  const to = shownText(after)
  const mapped = edits.map(({ range, text }) => ({ range: { start: ends.toShown(range.start), end: ends.toShown(range.end) }, text: shownText(text) }))
  const length = mapped.reduce((sum, { range, text }) => sum + text.length - (range.end - range.start), from.length)
  const joins = edits.some(({ range, text }) => cuts(range.start) || cuts(range.end) || /^\n|\r$/.test(text) || text === '')
  return joins || length !== to.length ? (from === to ? [] : [differingStretch(from, to)]) : mapped
}
