import type { TextEdit } from '../terms/text-edit.ts'
import { lineBreak, partEnd, type Container } from './layout.ts'
import { beginsLine, partLinesEnd, partLinesStart } from './part-place.ts'

/**
 * Gives the edit that puts a written part at `index` of a container. In block style `written` has no indentation on
 * its first line and the container's on the others; the container must have a part there.
 */
export function insertPart(text: string, container: Container, index: number, written: string): TextEdit {
  return container.flow ? insertFlow(text, container, index, written) : insertBlock(text, container, index, written)
}

function insertBlock(text: string, container: Container, index: number, written: string): TextEdit {
  const eol = lineBreak(text)
  const indent = ' '.repeat(container.column)
  const previous = container.parts[index - 1]
  if (previous !== undefined) {
    return insertion(partLinesEnd(text, container, index - 1), eol + indent + written)
  }
  const start = container.parts[0]?.start ?? container.range.start
  if (beginsLine(text, start)) return insertion(partLinesStart(text, container, 0), indent + written + eol)
  return insertion(start, written + eol + indent)
}

function insertFlow(text: string, container: Container, index: number, written: string): TextEdit {
  const previous = container.parts[index - 1]
  const next = container.parts[index]
  if (previous !== undefined) return insertion(partEnd(previous), `, ${written}`)
  if (next !== undefined) return insertion(next.start, `${written}, `)
  const { start, end } = container.range
  const inside = text.slice(start + 1, end - 1)
  if (inside.trim() !== '') return insertion(start + 1, container.kind === 'map' ? ` ${written}` : written)
  return { range: { start: start + 1, end: end - 1 }, text: container.kind === 'map' ? ` ${written} ` : written }
}

export function insertion(offset: number, text: string): TextEdit {
  return { range: { start: offset, end: offset }, text }
}
