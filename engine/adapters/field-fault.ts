import { RE2JS } from 're2js'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'

/**
 * Gives the sentence to show when a value typed into a form does not fit its field; `undefined` when it does. Looks at
 * type, enum, bounds, lengths, pattern (in linear time), dates, items and properties; the engine checks all of it again.
 */
export function fieldFault(schema: JsonSchema, value: Json): string | undefined {
  if (schema.enum !== undefined && !schema.enum.some((one) => JSON.stringify(one) === JSON.stringify(value))) {
    return `Choose one of: ${schema.enum.map((one) => JSON.stringify(one)).join(', ')}.`
  }
  if (schema.const !== undefined && JSON.stringify(schema.const) !== JSON.stringify(value)) return `Only ${JSON.stringify(schema.const)} is possible here.`
  const types = typesOf(schema)
  if (types.length > 0 && !types.some((type) => hasType(type, value))) return `This must be ${types.join(' or ')}.`
  if (typeof value === 'number') return numberFault(schema, value)
  if (typeof value === 'string') return textFault(schema, value)
  if (Array.isArray(value)) return listFault(schema, value)
  return value !== null && typeof value === 'object' ? objectFault(schema, value as JsonObject) : undefined
}

/** Gives the types a schema permits; none means any. */
export function typesOf(schema: JsonSchema): readonly string[] {
  return schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type
}

function hasType(type: string, value: Json): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}

function numberFault(schema: JsonSchema, value: number): string | undefined {
  if (schema.minimum !== undefined && value < schema.minimum) return `The least is ${schema.minimum}.`
  if (schema.maximum !== undefined && value > schema.maximum) return `The most is ${schema.maximum}.`
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) return `This must be more than ${schema.exclusiveMinimum}.`
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) return `This must be less than ${schema.exclusiveMaximum}.`
  const parts = schema.multipleOf === undefined ? 0 : value / schema.multipleOf
  return Math.abs(parts - Math.round(parts)) > 1e-9 ? `This must be a multiple of ${schema.multipleOf}.` : undefined
}

function textFault(schema: JsonSchema, value: string): string | undefined {
  const length = [...value].length
  if (schema.minLength !== undefined && length < schema.minLength) return `At least ${schema.minLength} characters are needed.`
  if (schema.maxLength !== undefined && length > schema.maxLength) return `At most ${schema.maxLength} characters fit.`
  if (schema.pattern !== undefined && !fitsPattern(schema.pattern, value)) return `This must fit the pattern ${schema.pattern}.`
  if (schema.format === 'date' && !isDate(value)) return 'This must be a date such as 2026-03-31.'
  if (schema.format === 'date-time' && (!/^\d{4}-\d\d-\d\dT/.test(value) || Number.isNaN(Date.parse(value)))) return 'This must be a time such as 2026-03-31T09:00:00Z.'
  if (schema.format === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'This must be an address such as name@example.org.'
  return undefined
}

function isDate(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

/** A pattern that can not be read is left to the engine. */
function fitsPattern(pattern: string, value: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(value).find()
  } catch {
    return true
  }
}

function listFault(schema: JsonSchema, items: readonly Json[]): string | undefined {
  if (schema.minItems !== undefined && items.length < schema.minItems) return `At least ${schema.minItems} elements are needed.`
  if (schema.maxItems !== undefined && items.length > schema.maxItems) return `At most ${schema.maxItems} elements fit.`
  for (const [index, item] of items.entries()) {
    const fault = schema.items && fieldFault(schema.items, item)
    if (fault !== undefined) return `Element ${index + 1}: ${fault}`
  }
  return undefined
}

function objectFault(schema: JsonSchema, value: JsonObject): string | undefined {
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return `"${missing}" is missing.`
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const fault = Object.hasOwn(value, name) ? fieldFault(inner, value[name] as Json) : undefined
    if (fault !== undefined) return `"${name}": ${fault}`
  }
  return undefined
}
