import type { Document } from '../terms/document.ts'
import type { EditResult, Path } from './edit-result.ts'
import { removePart } from './remove-part.ts'

/**
 * Gives the edits that remove the entry at `path` with its own comments: on its line, inside it, and directly above in
 * its column. A map that becomes empty is written `{}`.
 */
export function removeEntry(document: Document, path: Path): EditResult {
  return removePart(document, path, 'map')
}
