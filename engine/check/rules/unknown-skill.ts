import { runsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import { renameFix, type Scene } from '../scene.ts'

export function unknownSkill(scene: Scene): void {
  const { skill: find, skillNames } = scene.world
  if (find === undefined) return
  const run = new Set<string>()
  const uses = (scene.skill.uses ?? []).filter((use) => use.kind === 'skill').map((use) => ({ name: use.name, range: scene.places.entry(scene.skill, 'uses', use.name)?.keyRange ?? use.range }))
  for (const { name, range } of [...runsOf(scene), ...uses]) {
    if (find(name) !== undefined || run.has(name) || name === scene.skill.name) continue
    run.add(name)
    const near = scene.near(name, skillNames?.() ?? [])
    scene.report('unknown-skill', range, `There is no skill "${shown(name)}" here.`, {
      help: near === undefined ? '"chela skills" lists those that are here.' : `Did you mean "${near}"?`,
      fix: renameFix(range, near),
    })
  }
}
