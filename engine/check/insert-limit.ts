import type { TextEdit } from '../terms/text-edit.ts'
import { insertKey } from './insert-key.ts'
import { isNothing } from './reader.ts'
import { insertTopKey } from './insert-top-key.ts'
import type { Scene } from './scene.ts'

/** Gives the edits that bound a skill to 1000 steps. */
export function insertLimit(scene: Scene): readonly TextEdit[] | undefined {
  const limits = scene.places.entry(scene.skill, 'limits')
  if (limits === undefined) return insertTopKey(scene, ['limits: { steps: 1000 }'])
  if (isNothing(limits.value)) return [{ range: { start: limits.keyRange.end, end: limits.range.end }, text: ': { steps: 1000 }' }]
  if (limits.value.kind !== 'map') return undefined
  const edit = insertKey(scene.document, limits.value, ['steps: 1000'])
  return edit === undefined ? undefined : [edit]
}
