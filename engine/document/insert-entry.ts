import type { Document } from '../terms/document.ts'
import type { Json } from '../terms/json.ts'
import { changeValue, isObject, objectOf, valueAt } from './change-value.ts'
import { damagedText, isDamaged, provenEdits, valueOf, type EditResult, type NewValue, type Path } from './edit-result.ts'
import { insertPart } from './insert-part.ts'
import { containerAt, lineBreak } from './layout.ts'
import { placeIndex, type Where } from './place-index.ts'
import { plainValue } from './plain-value.ts'
import { putValue } from './put-value.ts'
import { indentStep, writePart } from './write-part.ts'

/** Gives the edits that add an entry to the map at `path`; an absent or empty value there becomes a map. */
export function insertEntry(document: Document, path: Path, key: string, value: NewValue, where?: Where): EditResult {
  if (isDamaged(document)) return { refused: damagedText }
  const json = valueOf(value)
  if (json === undefined) return { refused: 'The new value has faults in its YAML.' }
  const { text } = document
  const model = document.root === undefined ? undefined : plainValue(document.root)
  const map = valueAt(model, path)
  if (map === undefined || map === null || (isObject(map) && Object.keys(map).length === 0)) {
    return firstEntry(document, path, key, value, json)
  }
  if (!isObject(map)) return { refused: 'There is no map at this place.' }
  if (Object.hasOwn(map, key)) return { refused: `There is a key "${key}" already.` }
  const container = containerAt(text, path)
  if (container === undefined) return { refused: 'What is there stands elsewhere in the file, under a "*name".' }
  const index = placeIndex(container.parts.map((part) => part.key), where)
  if (index === undefined) return { refused: 'There is no such neighbour in this map.' }
  const written = writePart(key, value, container.column, indentStep(text), container.flow)
  if (written === undefined) return { refused: 'A value of several lines can not stand inside brackets.' }
  const edit = insertPart(text, container, index, written.replaceAll('\n', lineBreak(text)))
  const entries: [string, Json][] = Object.entries(map)
  entries.splice(placeIndex(entries.map(([name]) => name), where) ?? entries.length, 0, [key, json])
  return provenEdits(document, [edit], changeValue(model, path, () => objectOf(entries)) ?? null)
}

function firstEntry(document: Document, path: Path, key: string, value: NewValue, json: Json): EditResult {
  const parent = path.length === 0 ? undefined : containerAt(document.text, path.slice(0, -1))
  const entry = objectOf([[key, json]])
  if (parent?.flow === true || 'json' in value) return putValue(document, path, { json: entry })
  return putValue(document, path, { yaml: writePart(key, value, 0, indentStep(document.text), false) ?? '' })
}
