import type { Range } from './position.ts'

/** Replaces the stretch `range` of a text by `text`. The one pen of the editor, of code fixes and of the learner. */
export interface TextEdit {
  readonly range: Range
  readonly text: string
}

/**
 * Gives the text after all edits, each meant against the text as it was before any. Edits may come in any order;
 * two insertions at one place keep their order. Throws RangeError when two edits overlap or one lies outside.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.order - b.order)
  let result = ''
  let done = 0
  for (const { edit } of sorted) {
    const { start, end } = edit.range
    if (start < done || end < start || end > text.length) {
      throw new RangeError(`Edit ${start}-${end} overlaps another edit or lies outside the text of ${text.length} units.`)
    }
    result += text.slice(done, start) + edit.text
    done = end
  }
  return result + text.slice(done)
}
