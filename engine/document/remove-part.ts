import type { Document } from '../terms/document.ts'
import { changeValue } from './change-value.ts'
import { deletePart } from './delete-part.ts'
import { damagedText, isDamaged, provenEdits, type EditResult, type Path } from './edit-result.ts'
import { containerAt, partAt } from './layout.ts'
import { plainValue } from './plain-value.ts'
import { putValue } from './put-value.ts'

/** Gives the edits that remove the entry or item at `path` from a container of this kind, which may become empty. */
export function removePart(document: Document, path: Path, kind: 'map' | 'list'): EditResult {
  if (isDamaged(document)) return { refused: damagedText }
  const last = path[path.length - 1]
  const container = last === undefined ? undefined : containerAt(document.text, path.slice(0, -1))
  const part = container && last !== undefined ? partAt(container, last) : undefined
  if (container === undefined || part === undefined || container.kind !== kind) return { refused: 'There is no such place in the file.' }
  if (container.parts.length === 1 && !container.flow) {
    return putValue(document, path.slice(0, -1), { json: kind === 'map' ? {} : [] })
  }
  const edit = deletePart(document.text, container, container.parts.indexOf(part))
  if (edit === undefined) return { refused: 'A comment inside the brackets would be lost.' }
  const expected = document.root && changeValue(plainValue(document.root), path, () => undefined)
  return provenEdits(document, [edit], expected ?? null)
}
