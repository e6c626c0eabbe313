import type { Document } from '../terms/document.ts'
import type { Json } from '../terms/json.ts'
import { changeValue, isObject, objectOf, valueAt } from './change-value.ts'
import { deletePart } from './delete-part.ts'
import { damagedText, isDamaged, provenEdits, type EditResult, type Path } from './edit-result.ts'
import { insertPart } from './insert-part.ts'
import { containerAt, partEnd, type Container } from './layout.ts'
import { beginsLine, partLinesEnd, partLinesStart } from './part-place.ts'
import { placeIndex, type Where } from './place-index.ts'
import { plainValue } from './plain-value.ts'

/** Gives the edits that move the entry at `path`, its text and comments whole, to another place in the same map. */
export function moveEntry(document: Document, path: Path, where: Where): EditResult {
  if (isDamaged(document)) return { refused: damagedText }
  const { text } = document
  const inside = path.slice(0, -1)
  const key = String(path[path.length - 1])
  const container = containerAt(text, inside)
  const model = document.root === undefined ? null : plainValue(document.root)
  const map = valueAt(model, inside)
  if (container?.kind !== 'map' || !isObject(map)) return { refused: 'There is no map at this place.' }
  const keys = container.parts.map((part) => part.key)
  const from = keys.indexOf(key)
  const to = placeIndex(keys, where)
  if (from < 0 || to === undefined) return { refused: 'There is no such entry in this map.' }
  if (to === from || to === from + 1) return { edits: [] }
  const deleted = deletePart(text, container, from)
  if (deleted === undefined) return { refused: 'A comment inside the brackets would be lost.' }
  const entries: [string, Json][] = Object.entries(map)
  const rest = entries.filter(([name]) => name !== key)
  rest.splice(placeIndex(rest.map(([name]) => name), where) ?? rest.length, 0, [key, map[key] ?? null])
  const expected = changeValue(model, inside, () => objectOf(rest))
  return provenEdits(document, [deleted, insertPart(text, container, to, wholeText(text, container, from))], expected ?? null)
}

/** The text of a part with its own comments, without the indentation of its first line. */
function wholeText(text: string, container: Container, index: number): string {
  const part = container.parts[index]
  if (part === undefined) return ''
  if (container.flow) return text.slice(part.start, partEnd(part))
  const start = beginsLine(text, part.start) ? partLinesStart(text, container, index) + container.column : part.start
  return text.slice(start, partLinesEnd(text, container, index))
}
