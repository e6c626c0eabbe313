import { shown } from '../reader.ts'
import { readsField } from '../reads-field.ts'
import type { Scene } from '../scene.ts'

export function unusedVar(scene: Scene): void {
  for (const name of Object.keys(scene.skill.vars)) {
    if (readsField(scene, 'vars', name)) continue
    scene.report('unused-var', scene.places.keyRange(scene.skill.vars, name, { start: 0, end: 0 }), `The variable "${shown(name)}" is never read.`, { help: `Read it as vars.${shown(name)}, or remove it.` })
  }
}
