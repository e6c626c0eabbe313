import { applyEdits, type TextEdit } from '../../engine/index.ts'

/** One change of the text that can be taken back: the edits, and those that lead back. */
export interface Change {
  readonly label: string
  readonly edits: readonly TextEdit[]
  readonly back: readonly TextEdit[]
  /** What was selected before and after it. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Typing that follows at once becomes part of the same change; undefined: stands alone. */
  readonly joins: string | undefined
  /** Milliseconds, as the caller counts. */
  readonly time: number
}

export interface History {
  readonly past: readonly Change[]
  readonly future: readonly Change[]
}

export const emptyHistory: History = { past: [], future: [] }

const mostKept = 1000
const joinTime = 800

/** Gives the edits that turn the text after `edits` back into `text`. */
export function inverseEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = edits.map((edit, order) => ({ edit, order })).sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.order - b.order)
  let shift = 0
  return sorted.map(({ edit }) => {
    const start = edit.range.start + shift
    shift += edit.text.length - (edit.range.end - edit.range.start)
    return { range: { start, end: start + edit.text.length }, text: text.slice(edit.range.start, edit.range.end) }
  })
}

/** Adds a change; typing within a moment of the same kind joins the change before it. `text` is the text before the change. */
export function remember(history: History, change: Change, text: string): History {
  const last = history.past.at(-1)
  if (last === undefined || last.joins === undefined || last.joins !== change.joins || change.time - last.time > joinTime) {
    return { past: [...history.past, change].slice(-mostKept), future: [] }
  }
  const joined = joinChanges(last, change, text)
  return { past: [...history.past.slice(0, -1), joined], future: [] }
}

/** Two changes as one: the whole stretch that either touched, written at once. `between` is the text between the two. */
function joinChanges(first: Change, second: Change, between: string): Change {
  const start = applyEdits(between, first.back)
  const end = applyEdits(between, second.edits)
  const edits = [differingStretch(start, end)]
  return { ...second, edits, back: inverseEdits(start, edits), before: first.before }
}

/** Gives the one edit that turns a text into another: all between what both begin with and what both end with. */
export function differingStretch(from: string, to: string): TextEdit {
  const least = Math.min(from.length, to.length)
  let start = 0
  while (start < least && from.charCodeAt(start) === to.charCodeAt(start)) start++
  let end = 0
  while (end < least - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++
  return { range: { start, end: from.length - end }, text: to.slice(start, to.length - end) }
}
