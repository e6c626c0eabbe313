import { shown } from '../reader.ts'
import { readsField } from '../reads-field.ts'
import type { Scene } from '../scene.ts'

export function unusedInput(scene: Scene): void {
  for (const name of Object.keys(scene.skill.inputs)) {
    if (readsField(scene, 'input', name)) continue
    scene.report('unused-input', scene.places.keyRange(scene.skill.inputs, name, { start: 0, end: 0 }), `The input "${shown(name)}" is never read.`, { help: `Read it as input.${shown(name)}, or remove it.` })
  }
}
