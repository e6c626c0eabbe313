import type { TextEdit } from '../terms/text-edit.ts'
import { insertKey } from './insert-key.ts'
import type { Scene } from './scene.ts'

/** Gives the edits that add an entry to the file before its states. */
export function insertTopKey(scene: Scene, lines: readonly string[]): readonly TextEdit[] | undefined {
  const root = scene.document.root
  if (root?.kind !== 'map') return undefined
  const index = root.entries.findIndex((entry) => entry.key === 'start' || entry.key === 'states')
  const next = root.entries[index]
  if (next === undefined) return undefined
  const before = root.entries[index - 1]
  const edit = before === undefined ? undefined : insertKey(scene.document, root, lines, before.key)
  if (edit !== undefined) return [edit]
  if (root.flow || lines.length === 0) return undefined
  const start = next.keyRange.start
  const column = start - (scene.document.text.lastIndexOf('\n', start - 1) + 1)
  return column === 0 ? [{ range: { start, end: start }, text: lines.map((line) => `${line}\n`).join('') }] : undefined
}
