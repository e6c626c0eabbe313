import { computeUses, usesText } from '../compute-uses.ts'
import { insertTopKey } from '../insert-top-key.ts'
import type { Scene } from '../scene.ts'

export function missingUses(scene: Scene): void {
  if (scene.skill.uses !== undefined) return
  const uses = computeUses(scene.skill, { tool: (name) => scene.world.tools(name) })
  if (uses.length === 0) return
  const range = scene.places.keyRange(scene.skill, 'states', { start: 0, end: 0 })
  const edits = insertTopKey(scene, usesText(uses).trimEnd().split('\n'))
  const names = uses.map((use) => use.name)
  const listed = names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ')
  scene.report('missing-uses', range, `The file does not say what it may do at most. It needs: ${listed}.`, {
    help: 'Add "uses:" with these tools and skills, and where they may reach.',
    fix: edits === undefined ? undefined : { title: 'Write the list', edits },
  })
}
