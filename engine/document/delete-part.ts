import type { TextEdit } from '../terms/text-edit.ts'
import { lineBreak, nextLine, partEnd, type Container } from './layout.ts'
import { beginsLine, partLinesEnd, partLinesStart } from './part-place.ts'

/**
 * Gives the edit that takes a part out of a container, with its own comments; or nothing when a comment of something
 * else would go with it. In block style another part must remain.
 */
export function deletePart(text: string, container: Container, index: number): TextEdit | undefined {
  return container.flow ? deleteFlow(text, container, index) : deleteBlock(text, container, index)
}

function deleteBlock(text: string, container: Container, index: number): TextEdit | undefined {
  const part = container.parts[index]
  if (part === undefined) return undefined
  const linesEnd = partLinesEnd(text, container, index)
  let end = nextLine(text, linesEnd)
  if (!beginsLine(text, part.start)) {
    while (end < text.length && /\s/.test(text[end] ?? '')) end++
    return deletion(part.start, end)
  }
  const start = partLinesStart(text, container, index)
  const lastLine = end === text.length && text[end - 1] !== '\n'
  return lastLine && start > 0 ? deletion(start - lineBreak(text).length, end) : deletion(start, end)
}

function deleteFlow(text: string, container: Container, index: number): TextEdit | undefined {
  const part = container.parts[index]
  if (part === undefined) return undefined
  const previous = container.parts[index - 1]
  const next = container.parts[index + 1]
  const end = partEnd(part)
  const edit = next ? deletion(part.start, next.start) : previous ? deletion(partEnd(previous), end) : deletion(container.range.start + 1, container.range.end - 1)
  const beside = text.slice(edit.range.start, Math.max(edit.range.start, part.start)) + text.slice(end, Math.max(edit.range.end, end))
  return beside.includes('#') ? undefined : edit
}

function deletion(start: number, end: number): TextEdit {
  return { range: { start, end }, text: '' }
}
