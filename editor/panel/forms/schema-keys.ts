import type { JsonSchema } from '../../../engine/index.ts'

/** The types a value can have, with the words for people. */
export const valueTypes: { readonly [type: string]: string } = { string: 'text', number: 'number', integer: 'whole number', boolean: 'yes or no', array: 'list', object: 'object', null: 'nothing' }

const ofAll = ['title', 'description', 'default']
const ofType: { readonly [type: string]: readonly string[] } = {
  string: ['format', 'enum', 'minLength', 'maxLength', 'pattern'],
  number: ['minimum', 'maximum', 'enum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'enum', 'multipleOf'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties'],
}

/** Gives the keys of a schema that a form shows at once, and those it shows when asked. What is written is always shown at once. */
export function keysOfType(schema: JsonSchema): { readonly often: readonly string[]; readonly seldom: readonly string[] } {
  const own = typeof schema.type === 'string' && Object.hasOwn(ofType, schema.type) ? (ofType[schema.type] ?? []) : []
  const first = [...own.slice(0, 1), 'description', 'default']
  const written = Object.keys(schema).filter((key) => key !== 'type')
  const often = [...new Set([...first, ...written])]
  return { often, seldom: [...new Set([...ofAll, ...own, 'examples', 'const'])].filter((key) => !often.includes(key)) }
}
