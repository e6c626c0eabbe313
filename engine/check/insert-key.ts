import type { Document, MapNode } from '../terms/document.ts'
import type { TextEdit } from '../terms/text-edit.ts'

/**
 * Gives the edit that adds an entry to a map: after `after` where that is there, otherwise at the end. `lines` is the
 * entry as block YAML, unindented; inside brackets it must be one line. Nothing when it can not be done safely.
 */
export function insertKey(document: Document, map: MapNode, lines: readonly string[], after?: string): TextEdit | undefined {
  const index = after === undefined ? map.entries.length - 1 : map.entries.findIndex((entry) => entry.key === after)
  const previous = map.entries[index] ?? map.entries.at(-1)
  if (map.flow) return lines.length === 1 ? insertFlow(document, map, lines[0] ?? '', previous?.range.end) : undefined
  if (previous === undefined) return undefined
  const indent = indentAt(document.text, previous.keyRange.start)
  if (indent === undefined) return undefined
  const blockText = previous.value.kind === 'scalar' && (previous.value.style === 'literal' || previous.value.style === 'folded')
  if (blockText) return undefined
  const { text } = document
  const lineEnd = text.indexOf('\n', previous.range.end)
  const windows = text[lineEnd - 1] === '\r'
  const at = lineEnd === -1 ? text.length : windows ? lineEnd - 1 : lineEnd
  return insertion(at, lines.map((line) => `${windows ? '\r\n' : '\n'}${indent}${line}`).join(''))
}

function insertFlow(document: Document, map: MapNode, line: string, previousEnd: number | undefined): TextEdit | undefined {
  if (previousEnd !== undefined) return insertion(previousEnd, `, ${line}`)
  const inside = document.text.slice(map.range.start + 1, map.range.end - 1)
  return inside.trim() === '' ? { range: { start: map.range.start + 1, end: map.range.end - 1 }, text: ` ${line} ` } : undefined
}

/** Gives the white space before a place when nothing else stands before it on its line. */
function indentAt(text: string, offset: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const before = text.slice(lineStart, offset)
  return before.trim() === '' ? before : undefined
}

function insertion(offset: number, text: string): TextEdit {
  return { range: { start: offset, end: offset }, text }
}
