import { checkValue, type ValueFault } from '../expression/check-value.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

/** Gives what keeps arguments from fitting a tool: its schema, or a group of which not exactly one is given. */
export function argumentFault(tool: Tool, input: JsonObject): ValueFault | undefined {
  const [fault] = checkValue(tool.input, input)
  if (fault !== undefined) return fault
  for (const group of tool.oneOf) {
    const given = group.filter((argument) => Object.hasOwn(input, argument) && input[argument] !== undefined)
    if (given.length !== 1) return { path: '', message: `exactly one of ${group.map((one) => `"${one}"`).join(' and ')} must be given, and ${given.length === 0 ? 'none is' : 'more than one is'}` }
  }
  return undefined
}
