import type { Range } from '../../terms/position.ts'
import type { TextEdit } from '../../terms/text-edit.ts'
import { callsOf, runsOf } from '../calls-of.ts'
import { insertKey } from '../insert-key.ts'
import { isNothing, shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function notInUses(scene: Scene): void {
  const { uses } = scene.skill
  if (uses === undefined) return
  const told = new Set(uses.map((use) => use.name))
  const tell = (kind: string, name: string, range: Range): void => {
    if (told.has(name)) return
    told.add(name)
    const edits = fixFor(scene, name)
    scene.report('not-in-uses', range, `The ${kind} "${shown(name)}" is not among what this file may use.`, {
      help: `Add "${shown(name)}" to "uses".`,
      fix: edits === undefined ? undefined : { title: `Add "${shown(name)}" to "uses"`, edits },
    })
  }
  // A tool or skill that is not there is a fault of its own.
  for (const { name, tool, range } of callsOf(scene)) if (tool !== undefined) tell('tool', name, range)
  for (const { name, range } of runsOf(scene)) if (scene.world.skill === undefined || scene.world.skill(name) !== undefined) tell('skill', name, range)
}

function fixFor(scene: Scene, name: string): readonly TextEdit[] | undefined {
  const entry = scene.places.entry(scene.skill, 'uses')
  if (entry === undefined || !/^[\w.-]+$/.test(name)) return undefined
  if (isNothing(entry.value)) return [{ range: { start: entry.keyRange.end, end: entry.range.end }, text: `: { ${name}: {} }` }]
  if (entry.value.kind !== 'map') return undefined
  const edit = insertKey(scene.document, entry.value, [`${name}: {}`])
  return edit === undefined ? undefined : [edit]
}
