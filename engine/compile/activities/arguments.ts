import type { Json, JsonObject } from '../../terms/json.ts'
import type { Labels } from '../../terms/label.ts'
import type { Templates } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { MachineScope } from '../scope.ts'

export interface Arguments {
  values(scope: MachineScope): JsonObject
  /** The labels of each argument, by name. */
  origins(scope: MachineScope): { readonly [argument: string]: Labels }
}

/** Gives the code of `with:`, `given:` and the like. An argument whose value is null counts as left out. */
export function compileArguments(builder: Builder, templates: Templates): Arguments {
  const fields = Object.entries(templates).map(([name, template]) => ({ name, value: builder.template(template) }))
  return {
    values: (scope) => {
      const result: Record<string, Json> = {}
      for (const { name, value } of fields) {
        const one = value.evaluate(scope)
        if (one !== null) result[name] = one
      }
      return result
    },
    origins: (scope) => {
      const result: Record<string, Labels> = {}
      for (const { name, value } of fields) result[name] = value.labels(scope)
      return result
    },
  }
}
