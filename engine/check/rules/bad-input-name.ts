import { isSnakeCase } from '../names.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function badInputName(scene: Scene): void {
  const { skill, places } = scene
  for (const [kind, group] of [['an input', skill.inputs], ['a variable', skill.vars]] as const) {
    for (const name of Object.keys(group)) {
      if (isSnakeCase(name)) continue
      scene.report('bad-input-name', places.keyRange(group, name, { start: 0, end: 0 }), `"${shown(name)}" can not be the name of ${kind}.`, {
        help: 'Small letters, digits and underscores, beginning with a letter, at most 64: older_than.',
      })
    }
  }
}
