import { callsOf, runsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import { removeKey } from '../remove-key.ts'
import type { Scene } from '../scene.ts'

export function unusedUse(scene: Scene): void {
  const needed = new Set([...callsOf(scene), ...runsOf(scene)].map(({ name }) => name))
  // A skill chosen by an input may be any of those listed.
  const open = scene.states.some(({ state }) => state.activity.kind === 'run' && state.activity.skill.kind !== 'literal')
  const map = scene.places.entry(scene.skill, 'uses')?.value
  for (const use of scene.skill.uses ?? []) {
    if (needed.has(use.name) || (use.kind === 'skill' && open)) continue
    const entry = scene.places.entry(scene.skill, 'uses', use.name)
    if (entry === undefined || map?.kind !== 'map') continue
    const edit = removeKey(scene.document, map, entry)
    scene.report('unused-use', entry.keyRange, `The file may use "${shown(use.name)}", but never does.`, {
      help: 'Remove it.',
      fix: edit === undefined ? undefined : { title: `Remove "${shown(use.name)}"`, edits: [edit] },
    })
  }
}
