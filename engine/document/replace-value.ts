import type { TextEdit } from '../terms/text-edit.ts'
import type { NewValue } from './edit-result.ts'
import { insertion } from './insert-part.ts'
import { columnOf, lineBreak, lineEnd, lineStart, readContainer, type Container, type Part } from './layout.ts'
import { beginsLine } from './part-place.ts'
import { indentStep, isBlock, writeBlockValue, writeFlowValue, writeOneLine } from './write-part.ts'

/** Gives the edits that put `value` in place of the value of a part, or nothing when it can not stand there. */
export function replaceValue(text: string, container: Container, part: Part, value: NewValue): TextEdit[] | undefined {
  const eol = lineBreak(text)
  const old = part.value && readContainer(text, part.value)
  const keepsFlow = container.flow || (old?.flow === true && old.parts.length > 0)
  const edits = keepsFlow && (container.flow || isBlock(value)) ? replaceFlow(part, value) : undefined
  const result = edits ?? (container.flow ? undefined : isBlock(value) ? replaceByBlock(text, container, part, value) : replaceInline(text, container, part, value))
  return result?.map((edit) => ({ range: edit.range, text: edit.text.replaceAll('\n', eol) }))
}

function replaceFlow(part: Part, value: NewValue): TextEdit[] | undefined {
  const written = writeFlowValue(value)
  if (written === undefined || part.explicit) return undefined
  if (part.value) return [{ range: part.valueRange, text: written }]
  const lead = part.key !== undefined && part.indicatorEnd === undefined ? ': ' : ' '
  return [insertion(part.valueRange.start, lead + written)]
}

function replaceInline(text: string, container: Container, part: Part, value: NewValue): TextEdit[] {
  const { start, end } = part.valueRange
  const lead = headEnd(part)
  const ownLines = part.value !== undefined && (part.value.type === 'block-map' || part.value.type === 'block-seq') && beginsLine(text, start)
  const rest = ownLines ? text.slice(lead, lineEnd(text, lead)) : text.slice(end, lineEnd(text, end))
  const block = writeBlockValue(value, container.column, indentStep(text))
  const written = block.includes('\n') && rest.trim() !== '' && 'json' in value ? writeOneLine(value.json) : block
  if (!ownLines) return [part.value ? { range: part.valueRange, text: written } : insertion(start, ` ${written}`)]
  return [insertion(lead, ` ${written}`), { range: { start: lineEnd(text, lead), end: lineEnd(text, end) }, text: '' }]
}

function replaceByBlock(text: string, container: Container, part: Part, value: NewValue): TextEdit[] {
  const { start, end } = part.valueRange
  const step = indentStep(text)
  const old = part.value && readContainer(text, part.value)
  if (old && !old.flow) {
    if (!beginsLine(text, start)) return [{ range: part.valueRange, text: writeBlockValue(value, columnOf(text, start), step) }]
    const column = Math.max(old.column, container.column + 1)
    return [{ range: { start: lineStart(text, start), end }, text: ' '.repeat(column) + writeBlockValue(value, column, step) }]
  }
  const lead = headEnd(part)
  const rest = text.slice(end, lineEnd(text, end))
  if (part.key === undefined && rest.trim() === '' && lineStart(text, lead) === lineStart(text, start)) {
    const column = columnOf(text, lead) + 1
    return [{ range: { start: lead, end }, text: ` ${writeBlockValue(value, column, step)}` }]
  }
  const column = container.column + step
  const written = `\n${' '.repeat(column)}${writeBlockValue(value, column, step)}`
  if (rest.trim() === '') return [{ range: { start: lead, end }, text: written }]
  return [{ range: { start: lead, end }, text: '' }, insertion(lineEnd(text, end), written)]
}

/** After the ":" or "-" and what names or tags the value. */
function headEnd(part: Part): number {
  return part.properties?.end ?? part.indicatorEnd ?? part.valueRange.start
}
