import type { Range } from '../../terms/position.ts'
import { callsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import { renameFix, type Scene } from '../scene.ts'

export function unknownTool(scene: Scene): void {
  const called = new Set<string>()
  for (const { name, tool, range } of callsOf(scene)) {
    called.add(name)
    if (tool === undefined) tell(scene, name, range)
  }
  for (const use of scene.skill.uses ?? []) {
    const entry = scene.places.entry(scene.skill, 'uses', use.name)
    if (use.kind === 'tool' && entry !== undefined && !called.has(use.name) && scene.world.tools(use.name) === undefined) tell(scene, use.name, entry.keyRange)
  }
}

function tell(scene: Scene, name: string, range: Range): void {
  const names = scene.world.toolNames()
  const area = name.split('.', 1)[0] ?? ''
  const near = scene.near(name, names)
  const beside = names.filter((other) => other.startsWith(`${area}.`))
  const listed = beside.length === 0 ? '"chela tools" lists those that are here.' : `Tools for "${shown(area)}" here: ${beside.slice(0, 12).join(', ')}.`
  scene.report('unknown-tool', range, `There is no tool "${shown(name)}" here.`, {
    help: near === undefined ? listed : `Did you mean "${near}"? ${listed}`,
    fix: renameFix(range, near),
  })
}
