import { patternOf } from '../../../expression/pattern.ts'

const plain = new Set(['type', 'format', 'title', 'description', 'default', 'examples', 'enum', 'const', 'required', 'minItems', 'maxItems', 'uniqueItems', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', '$schema', '$comment'])
const types = new Set(['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'])
const deepest = 32

/** Says why a schema can not be used: a keyword that would be passed over, a type that is none, a pattern that can not be read. */
export function schemaFault(schema: unknown, depth = 0): string | undefined {
  if (depth > deepest) return `The schema is nested more than ${deepest} levels deep.`
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return 'A schema must be an object.'
  for (const [key, value] of Object.entries(schema)) {
    const fault = keyFault(key, value, depth + 1)
    if (fault !== undefined) return fault
  }
  return undefined
}

function keyFault(key: string, value: unknown, depth: number): string | undefined {
  switch (key) {
    case 'properties': return isObject(value) ? firstFault(Object.values(value), depth) : '"properties" must be an object.'
    case 'items':
    case 'not': return schemaFault(value, depth)
    case 'additionalProperties': return typeof value === 'boolean' ? undefined : schemaFault(value, depth)
    case 'oneOf':
    case 'anyOf':
    case 'allOf': return Array.isArray(value) ? firstFault(value, depth) : `"${key}" must be a list of schemas.`
    case 'type': return typeFault(value)
    case 'pattern': return typeof value === 'string' ? patternOf(value).fault : '"pattern" must be a text.'
    case 'enum':
    case 'required': return Array.isArray(value) && (key === 'enum' || value.every((name) => typeof name === 'string')) ? undefined : `"${key}" must be a list.`
    default: return plain.has(key) ? limitFault(key, value) : `The keyword "${key.slice(0, 60)}" is not among those that are checked.`
  }
}

function limitFault(key: string, value: unknown): string | undefined {
  return /^(?:min|max|exclusive|multiple)/.test(key) && typeof value !== 'number' ? `"${key}" must be a number.` : undefined
}

function typeFault(value: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value]
  const wrong = names.find((name) => typeof name !== 'string' || !types.has(name))
  return wrong === undefined && names.length > 0 ? undefined : `There is no type ${JSON.stringify(wrong ?? null)}.`
}

function firstFault(schemas: readonly unknown[], depth: number): string | undefined {
  for (const schema of schemas) {
    const fault = schemaFault(schema, depth)
    if (fault !== undefined) return fault
  }
  return undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
