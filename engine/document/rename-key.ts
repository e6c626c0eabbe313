import type { Document } from '../terms/document.ts'
import type { Json } from '../terms/json.ts'
import { changeValue, isObject, objectOf, valueAt } from './change-value.ts'
import { damagedText, isDamaged, provenEdits, type EditResult, type Path } from './edit-result.ts'
import { containerAt, partAt } from './layout.ts'
import { plainValue } from './plain-value.ts'
import { isPrintable, quoteDouble, writeScalar } from './write-scalar.ts'

/** Gives the edits that give the entry at `path` another key, quoted as the old one is. */
export function renameKey(document: Document, path: Path, key: string): EditResult {
  if (isDamaged(document)) return { refused: damagedText }
  const { text } = document
  const inside = path.slice(0, -1)
  const last = path[path.length - 1]
  const container = last === undefined ? undefined : containerAt(text, inside)
  const part = container?.kind === 'map' && last !== undefined ? partAt(container, last) : undefined
  if (container === undefined || part?.keyRange === undefined) return { refused: 'There is no such entry in the file.' }
  const model = document.root === undefined ? null : plainValue(document.root)
  const map = valueAt(model, inside)
  if (!isObject(map)) return { refused: 'There is no map at this place.' }
  if (key === part.key) return { edits: [] }
  if (Object.hasOwn(map, key)) return { refused: `There is a key "${key}" already.` }
  const written = writeKey(key, text[part.keyRange.start], container.flow)
  const entries = Object.entries(map).map(([name, value]): [string, Json] => [name === part.key ? key : name, value])
  const expected = changeValue(model, inside, () => objectOf(entries))
  return provenEdits(document, [{ range: part.keyRange, text: written }], expected ?? null)
}

function writeKey(key: string, quote: string | undefined, flow: boolean): string {
  if (quote === '"') return quoteDouble(key)
  if (quote === "'" && isPrintable(key)) return `'${key.replaceAll("'", "''")}'`
  return writeScalar(key, 0, flow ? 'flow-key' : 'key')
}
