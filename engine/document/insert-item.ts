import type { Document } from '../terms/document.ts'
import type { Json } from '../terms/json.ts'
import { changeValue, valueAt } from './change-value.ts'
import { damagedText, isDamaged, provenEdits, valueOf, type EditResult, type NewValue, type Path } from './edit-result.ts'
import { insertPart } from './insert-part.ts'
import { containerAt, lineBreak } from './layout.ts'
import { plainValue } from './plain-value.ts'
import { putValue } from './put-value.ts'
import { indentStep, writePart } from './write-part.ts'

/** Gives the edits that add an item to the list at `path`, at `index`; an absent or empty value there becomes a list. */
export function insertItem(document: Document, path: Path, index: number, value: NewValue): EditResult {
  if (isDamaged(document)) return { refused: damagedText }
  const json = valueOf(value)
  if (json === undefined) return { refused: 'The new value has faults in its YAML.' }
  const { text } = document
  const model = document.root === undefined ? undefined : plainValue(document.root)
  const list = valueAt(model, path)
  if (list === undefined || list === null || (Array.isArray(list) && list.length === 0)) {
    if (index !== 0) return { refused: 'There is no such place in this list.' }
    return firstItem(document, path, value, json)
  }
  if (!Array.isArray(list)) return { refused: 'There is no list at this place.' }
  if (!Number.isInteger(index) || index < 0 || index > list.length) return { refused: 'There is no such place in this list.' }
  const container = containerAt(text, path)
  if (container === undefined) return { refused: 'What is there stands elsewhere in the file, under a "*name".' }
  const written = writePart(undefined, value, container.column, indentStep(text), container.flow)
  if (written === undefined) return { refused: 'A value of several lines can not stand inside brackets.' }
  const edit = insertPart(text, container, index, written.replaceAll('\n', lineBreak(text)))
  const items: Json[] = [...list]
  items.splice(index, 0, json)
  return provenEdits(document, [edit], changeValue(model, path, () => items) ?? null)
}

function firstItem(document: Document, path: Path, value: NewValue, json: Json): EditResult {
  const parent = path.length === 0 ? undefined : containerAt(document.text, path.slice(0, -1))
  if (parent?.flow === true || 'json' in value) return putValue(document, path, { json: [json] })
  return putValue(document, path, { yaml: writePart(undefined, value, 0, indentStep(document.text), false) ?? '' })
}
