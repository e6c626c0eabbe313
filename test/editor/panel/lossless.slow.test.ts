import { expect, test } from 'vitest'
import { plainValue, type DocumentNode, type Json, type Path } from '../../../engine/index.ts'
import { controlOf } from '../../../editor/fields/control-of.ts'
import { readWritten, shownText } from '../../../editor/panel/shown-text.ts'
import { rootPath, writeValue } from '../../../editor/panel/write-value.ts'
import { writeLines } from '../../../editor/commands/write-lines.ts'
import { entryLines } from '../../../engine/index.ts'
import { outerOf, pathOf } from '../../../editor/rules/state-path.ts'
import type { SkillView } from '../../../editor/rules/skill-view.ts'
import { nodeAt } from '../../../editor/rules/way-place.ts'
import { shippedSkills, viewOf } from '../../helpers/editor-knowledge.ts'

/** Every value in a part of a file, with the way to it; states inside a state have forms of their own. */
function valuesIn(node: DocumentNode | undefined, path: Path = []): readonly (readonly [Path, Json])[] {
  if (node === undefined || ['states', 'together'].includes(String(path.at(-1))) && path.length === 1) return []
  const inside = node.kind === 'map' ? node.entries.flatMap(({ key, value }) => valuesIn(value, [...path, key])) : node.kind === 'list' ? node.items.flatMap((item, index) => valuesIn(item, [...path, index])) : []
  return path.length === 0 ? inside : [[path, plainValue(node)], ...inside]
}

/** Writes a value back as its field would when it is left as it was shown. */
function writtenBack(value: Json): Json {
  const control = controlOf({}, value)
  if (control !== 'text' && control !== 'number') return value
  const written = readWritten(control, shownText(value), value)
  if (!('value' in written)) throw new Error('A value that is shown can not be read.')
  return written.value
}

function editsOfAll(view: SkillView, state: string | undefined): readonly unknown[] {
  const part = nodeAt(view, rootPath(view, { state }) ?? ['gone'])
  const all = valuesIn(part).filter(([path]) => state !== undefined || path[0] !== 'chela')
  return all.flatMap(([path, value]): readonly unknown[] => {
    const command = writeValue(view, { state }, path, { json: writtenBack(value) })
    return 'refused' in command ? [{ path, ...command }] : command.edits
  })
}

test.each([...shippedSkills])('every value of every form of %s, written back as it is shown, changes nothing', (_, text) => {
  const view = viewOf(text)
  expect(editsOfAll(view, undefined)).toEqual([])
  for (const state of view.flow.states.values()) if (outerOf(view, state) === state) expect(editsOfAll(view, state.key)).toEqual([])
})

test.each([...shippedSkills])('the lines of every state of %s, written back as they are shown, change nothing', (_, text) => {
  const view = viewOf(text)
  for (const state of view.flow.states.values()) {
    const path = pathOf(view, state)
    const yaml = entryLines(text, path)?.yaml
    expect(writeLines(view, { path, yaml: yaml ?? 'gone' })).toEqual({ edits: [] })
  }
})
