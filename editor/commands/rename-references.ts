import type { TextEdit } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import type { Draft } from './draft.ts'
import type { Reference } from './references.ts'

/** Writes another name wherever the references stand. `find` gives those of the new name afterwards: they must be the same ones. */
export function renameReferences(draft: Draft, references: readonly Reference[], name: string, find: (view: SkillView) => readonly Reference[]): void {
  if (draft.refused !== undefined) return
  const edits: TextEdit[] = references.map(({ range }) => ({ range, text: name }))
  draft.splice(edits)
  let shift = 0
  const expected = references.map(({ range }) => {
    const start = range.start + shift
    shift += name.length - (range.end - range.start)
    return start
  })
  const starts = find(draft.view).map(({ range }) => range.start)
  if (starts.length !== expected.length || starts.some((start, index) => start !== expected[index])) {
    draft.refuse(`"${name}" means something else in one of the places that would name it.`)
  }
}
