import type { Document, MapEntry, MapNode } from '../terms/document.ts'
import type { TextEdit } from '../terms/text-edit.ts'

/** Gives the edit that removes an entry from a map with others. Nothing when it can not be done safely. */
export function removeKey(document: Document, map: MapNode, entry: MapEntry): TextEdit | undefined {
  const { text } = document
  const index = map.entries.indexOf(entry)
  const previous = map.entries[index - 1]
  const next = map.entries[index + 1]
  if (previous === undefined && next === undefined) return { range: map.range, text: '{}' }
  if (map.flow) {
    const range = next !== undefined ? { start: entry.range.start, end: next.range.start } : { start: previous?.range.end ?? entry.range.start, end: entry.range.end }
    return { range, text: '' }
  }
  const lineStart = text.lastIndexOf('\n', entry.range.start - 1) + 1
  const lineEnd = text.indexOf('\n', entry.range.end)
  const alone = text.slice(lineStart, entry.range.start).trim() === ''
  return alone ? { range: { start: lineStart, end: lineEnd === -1 ? text.length : lineEnd + 1 }, text: '' } : undefined
}
