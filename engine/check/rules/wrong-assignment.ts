import { assignmentsOf } from '../actions-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'
import { templateFaults } from '../template-faults.ts'

export function wrongAssignment(scene: Scene): void {
  const { vars } = scene.skill
  for (const { state } of scene.states) {
    for (const [name, template] of assignmentsOf(state).flatMap((set) => Object.entries(set))) {
      const schema = Object.hasOwn(vars, name) ? vars[name] : undefined
      if (schema === undefined || (template.kind === 'literal' && template.value === null)) continue
      for (const { range, message } of templateFaults(scene, template, schema)) scene.report('wrong-assignment', range, `The variable "${shown(name)}" ${message}.`)
    }
  }
}
