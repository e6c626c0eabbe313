import { callsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'
import { templateFaults } from '../template-faults.ts'

export function wrongArgument(scene: Scene): void {
  for (const { name, tool, with: given } of callsOf(scene)) {
    for (const [argument, template] of Object.entries(given)) {
      const schemas = tool?.input.properties ?? {}
      const schema = Object.hasOwn(schemas, argument) ? schemas[argument] : undefined
      if (schema === undefined || (template.kind === 'literal' && template.value === null)) continue
      for (const { range, message } of templateFaults(scene, template, schema)) {
        scene.report('wrong-argument', range, `"${shown(argument)}" of "${shown(name)}" ${message}.`, { help: schema.description })
      }
    }
  }
}
