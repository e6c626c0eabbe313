import type { Document } from '../terms/document.ts'
import { changeValue, valueAt } from './change-value.ts'
import { valueOf, type EditResult, type NewValue, type Path } from './edit-result.ts'
import { insertEntry } from './insert-entry.ts'
import { insertItem } from './insert-item.ts'
import { plainValue } from './plain-value.ts'
import { putValue } from './put-value.ts'

/** Gives the edits that make the value at `path` the given one. A missing key, or the index after the last, is added. */
export function setValue(document: Document, path: Path, value: NewValue): EditResult {
  const model = document.root === undefined ? undefined : plainValue(document.root)
  const last = path[path.length - 1]
  if (last === undefined || valueAt(model, path) !== undefined) return putValue(document, path, value)
  if (changeValue(model, path, () => valueOf(value)) === undefined) return { refused: 'There is no such place in the file.' }
  const inside = path.slice(0, -1)
  return typeof last === 'number' && Array.isArray(valueAt(model, inside))
    ? insertItem(document, inside, last, value)
    : insertEntry(document, inside, String(last), value)
}
