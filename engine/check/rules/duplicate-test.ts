import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function duplicateTest(scene: Scene): void {
  const seen = new Set<string>()
  for (const test of scene.skill.tests) {
    if (test.name !== '' && seen.has(test.name)) scene.report('duplicate-test', scene.places.valueRange(test, 'name', test.range), `There is another test "${shown(test.name)}".`, { help: 'Say what is different in this one.' })
    seen.add(test.name)
  }
}
