import type { Document } from '../terms/document.ts'
import type { EditResult, Path } from './edit-result.ts'
import { removePart } from './remove-part.ts'

/** Gives the edits that remove the item at `path` of a list with its own comments. An empty list is written `[]`. */
export function removeItem(document: Document, path: Path): EditResult {
  return removePart(document, path, 'list')
}
