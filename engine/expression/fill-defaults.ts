import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import { setField } from './kinds.ts'

/** Gives the given values with the defaults of the properties that are not given. Never changes `given`. */
export function fillDefaults(properties: { readonly [name: string]: JsonSchema }, given: JsonObject): JsonObject {
  let filled: { [name: string]: Json } | undefined
  for (const name of Object.keys(properties)) {
    const value = properties[name]?.default
    if (value === undefined || (Object.hasOwn(given, name) && given[name] !== undefined)) continue
    filled ??= { ...given }
    setField(filled, name, value)
  }
  return filled ?? given
}
