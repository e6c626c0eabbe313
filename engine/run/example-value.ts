import type { Json, JsonSchema } from '../terms/json.ts'

const deepest = 8

/** Gives a plain value that fits a schema: its default, first example or enum value, otherwise the least of its type. Pure. */
export function exampleValue(schema: JsonSchema, depth = 0): Json {
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  const given = schema.examples?.[0] ?? schema.enum?.[0]
  if (given !== undefined) return given
  const either = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (either !== undefined && depth < deepest) return exampleValue(either, depth + 1)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  switch (type) {
    case 'object':
      return exampleObject(schema, depth)
    case 'array':
      return new Array<Json>(depth < deepest ? (schema.minItems ?? 0) : 0).fill(exampleValue(schema.items ?? {}, depth + 1))
    case 'string':
      return exampleText(schema)
    case 'number':
    case 'integer':
      return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1)
    case 'boolean':
      return true
    default:
      return null
  }
}

function exampleObject(schema: JsonSchema, depth: number): Json {
  const result: Record<string, Json> = {}
  if (depth >= deepest) return result
  for (const [name, property] of Object.entries(schema.properties ?? {})) result[name] = exampleValue(property, depth + 1)
  return result
}

const texts: { readonly [format: string]: string } = { path: '/', duration: '1m', 'date-time': '2026-01-01T00:00:00Z', date: '2026-01-01', email: 'someone@example.org', host: 'example.org', uri: 'https://example.org/' }

function exampleText(schema: JsonSchema): string {
  const text = (schema.format === undefined ? undefined : texts[schema.format]) ?? ''
  return text.padEnd(schema.minLength ?? 0, 'x')
}
