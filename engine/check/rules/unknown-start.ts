import { statesInside } from '../../flow/flow.ts'
import type { State } from '../../terms/skill.ts'
import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'

export function unknownStart(scene: Scene): void {
  checkStart(scene, scene.skill, scene.skill.start, scene.skill.states, 'the skill')
  for (const { name, state } of scene.states) {
    const { activity } = state
    if (activity.kind === 'states' || (activity.kind === 'each' && !activity.single)) {
      checkStart(scene, state, activity.start, statesInside(state), `"${shown(name)}"`)
    }
  }
}

function checkStart(scene: Scene, part: object, start: string, states: readonly State[], where: string): void {
  const entry = scene.places.entry(part, 'start')
  if (entry === undefined || states.length === 0 || states.some((state) => state.name === start)) return
  const names = states.map((state) => state.name)
  const near = scene.near(start, names)
  const inner = scene.byName.has(start) ? ' directly' : ''
  scene.report('unknown-start', entry.value.range, `The first state of ${where} should be "${shown(start)}", but no such state is${inner} in it.`, {
    help: namesHelp('States', names, near),
    fix: renameFix(entry.value.range, near),
  })
}
