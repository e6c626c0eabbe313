import type { Document } from '../terms/document.ts'
import { canonicalJson, type Json } from '../terms/json.ts'
import type { TextEdit } from '../terms/text-edit.ts'
import { changeValue, valueAt } from './change-value.ts'
import { damagedText, isDamaged, provenEdits, valueOf, type EditResult, type NewValue, type Path } from './edit-result.ts'
import { columnOf, containerAt, layoutRoot, lineBreak, partAt, tokenRange } from './layout.ts'
import { plainValue } from './plain-value.ts'
import { replaceValue } from './replace-value.ts'
import { indentStep, isBlock, writeBlockValue, writeFlowValue } from './write-part.ts'

/** Gives the edits that make the value at `path`, which must stand in the text, the given one. */
export function putValue(document: Document, path: Path, value: NewValue): EditResult {
  if (isDamaged(document)) return { refused: damagedText }
  const json = valueOf(value)
  if (json === undefined) return { refused: 'The new value has faults in its YAML.' }
  const model = document.root === undefined ? undefined : plainValue(document.root)
  if ('json' in value && isSame(valueAt(model, path), json)) return { edits: [] }
  const expected = changeValue(model, path, () => json)
  if (expected === undefined) return { refused: 'There is no such place in the file.' }
  const last = path[path.length - 1]
  if (last === undefined) return provenEdits(document, setRoot(document.text, value, json), expected)
  const container = containerAt(document.text, path.slice(0, -1))
  if (container === undefined) return { refused: 'What is there stands elsewhere in the file, under a "*name".' }
  const part = partAt(container, last)
  if (part === undefined) return { refused: 'There is no such place in the file.' }
  const edits = replaceValue(document.text, container, part, value)
  return edits === undefined ? { refused: 'A value of several lines can not stand inside brackets.' } : provenEdits(document, edits, expected)
}

function setRoot(text: string, value: NewValue, json: Json): TextEdit[] {
  const token = layoutRoot(text)?.value
  const eol = lineBreak(text)
  const step = indentStep(text)
  if (token === undefined || ('source' in token && token.source === '')) {
    const written = writeBlockValue(value, 0, step).replaceAll('\n', eol)
    const lead = text === '' || text.endsWith('\n') ? '' : eol
    return [{ range: { start: text.length, end: text.length }, text: `${lead}${written}${eol}` }]
  }
  const range = tokenRange(text, token)
  const flow = token.type === 'flow-collection' && token.items.length > 0 && isBlock(value) && typeof json === 'object'
  const written = (flow ? writeFlowValue(value) : undefined) ?? writeBlockValue(value, columnOf(text, range.start), step)
  return [{ range, text: written.replaceAll('\n', eol) }]
}

function isSame(old: Json | undefined, value: Json): boolean {
  return old !== undefined && canonicalJson(old) === canonicalJson(value)
}
