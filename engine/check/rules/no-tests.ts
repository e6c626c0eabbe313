import type { Scene } from '../scene.ts'

export function noTests(scene: Scene): void {
  if (scene.skill.tests.length > 0) return
  const range = scene.places.valueRange(scene.skill, 'name', { start: 0, end: 0 })
  scene.report('no-tests', range, 'The skill has no tests.', { help: 'Add "tests:" with what should happen for some inputs and answers.' })
}
