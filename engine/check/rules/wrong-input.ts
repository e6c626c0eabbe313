import { checkValue } from '../../expression/check-value.ts'
import { runsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'
import { templateFaults } from '../template-faults.ts'

export function wrongInput(scene: Scene): void {
  for (const { name, with: given } of runsOf(scene)) {
    const inputs = scene.world.skill?.(name)?.inputs ?? {}
    for (const [input, template] of Object.entries(given)) {
      const schema = Object.hasOwn(inputs, input) ? inputs[input] : undefined
      if (schema === undefined) continue
      for (const { range, message } of templateFaults(scene, template, schema)) scene.report('wrong-input', range, `"${shown(input)}" of "${shown(name)}" ${message}.`)
    }
  }
  for (const { given } of scene.skill.tests) {
    for (const [input, value] of Object.entries(given)) {
      const schema = Object.hasOwn(scene.skill.inputs, input) ? scene.skill.inputs[input] : undefined
      const [fault] = schema === undefined ? [] : checkValue(schema, value)
      const entry = scene.places.entry(given, input)
      if (fault !== undefined && entry !== undefined) scene.report('wrong-input', entry.value.range, `The input "${shown(input)}" ${inside(fault.path)}${fault.message}.`)
    }
  }
}

function inside(path: string): string {
  return path === '' ? '' : `has a "${path}" that `
}
