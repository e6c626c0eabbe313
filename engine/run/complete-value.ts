import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import { exampleValue } from './example-value.ts'

/** Gives a value with every required field that it leaves out filled by an example, down through objects and lists. Pure. */
export function completeValue(value: Json, schema: JsonSchema): Json {
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined ? value : value.map((item: Json) => completeValue(item, items))
  }
  if (value === null || typeof value !== 'object') return value
  const properties = schema.properties ?? {}
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name))
  const fields = Object.entries(value as JsonObject).map(([name, field]): [string, Json] => [name, completeValue(field, Object.hasOwn(properties, name) ? (properties[name] as JsonSchema) : {})])
  const filled = missing.map((name): [string, Json] => [name, exampleValue(properties[name] ?? {})])
  return Object.fromEntries([...fields, ...filled])
}
