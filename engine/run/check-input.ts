import type { Machine } from '../compile/machine.ts'
import { checkValue } from '../expression/check-value.ts'
import { fillDefaults } from '../expression/fill-defaults.ts'
import type { JsonObject } from '../terms/json.ts'

/** Gives the inputs of a skill with its defaults, or the sentence that says what is wrong with them. */
export function checkInput(machine: Machine, given: JsonObject): { readonly input: JsonObject } | { readonly problem: string } {
  const { inputs, name } = machine
  const input = fillDefaults(inputs, given)
  const required = Object.keys(inputs).filter((one) => inputs[one]?.default === undefined)
  const fault = checkValue({ type: 'object', properties: inputs, required, additionalProperties: false }, input)[0]
  if (fault === undefined) return { input }
  return { problem: `The skill "${name}" can not take the input${fault.path === '' ? '' : ` "${fault.path}"`}: it ${fault.message}.` }
}
