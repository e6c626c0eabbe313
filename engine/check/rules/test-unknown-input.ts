import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'

export function testUnknownInput(scene: Scene): void {
  const inputs = Object.keys(scene.skill.inputs)
  for (const { given, range } of scene.skill.tests) {
    for (const name of Object.keys(given)) {
      if (inputs.includes(name)) continue
      const place = scene.places.keyRange(given, name, range)
      const near = scene.near(name, inputs)
      scene.report('test-unknown-input', place, `The skill has no input "${shown(name)}".`, { help: namesHelp('Inputs', inputs, near), fix: renameFix(place, near) })
    }
  }
}
