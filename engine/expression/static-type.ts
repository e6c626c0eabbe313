import type { Json, JsonSchema } from '../terms/json.ts'
import { canonicalJson } from '../terms/json.ts'

/** What a value can be, as the operators tell values apart. */
export type Kind = 'null' | 'truth' | 'number' | 'text' | 'list' | 'object' | 'time' | 'duration'

/** Nothing is known: fits everywhere. */
export const anyType: JsonSchema = {}
export const textType: JsonSchema = { type: 'string' }
export const numberType: JsonSchema = { type: 'number' }
export const truthType: JsonSchema = { type: 'boolean' }
export const nullType: JsonSchema = { type: 'null' }
/** A time inside an expression, told by identity from a text of that format, which is a text until a time is wanted. */
export const timeType: JsonSchema = { type: 'string', format: 'date-time' }
/** A duration inside an expression, told by identity as a time is. */
export const durationType: JsonSchema = { type: 'string', format: 'duration' }

const kindOfType: { readonly [type: string]: Kind } = {
  string: 'text', number: 'number', integer: 'number', boolean: 'truth', null: 'null', array: 'list', object: 'object',
}

const typeOfKind: { readonly [kind in Kind]: JsonSchema } = {
  text: textType, number: numberType, truth: truthType, null: nullType, list: { type: 'array' }, object: { type: 'object' }, time: timeType, duration: durationType,
}

const words: { readonly [kind in Kind]: string } = {
  text: 'a text', number: 'a number', truth: 'true or false', null: 'null', list: 'a list', object: 'an object', time: 'a time', duration: 'a duration',
}

/** Gives the kinds that values of a schema can have; undefined when it does not say. */
export function kindsOf(schema: JsonSchema): readonly Kind[] | undefined {
  if (schema === timeType) return ['time']
  if (schema === durationType) return ['duration']
  if (schema.const !== undefined) return [kindOfJson(schema.const)]
  if (schema.enum !== undefined) return [...new Set(schema.enum.map(kindOfJson))]
  if (schema.type !== undefined) return (typeof schema.type === 'string' ? [schema.type] : schema.type).map((type) => kindOfType[type]).filter((kind) => kind !== undefined)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return unionOfKinds(choices.map(kindsOf))
  for (const part of schema.allOf ?? []) {
    const kinds = kindsOf(part)
    if (kinds !== undefined) return kinds
  }
  if (schema.properties !== undefined) return ['object']
  return schema.items === undefined ? undefined : ['list']
}

function unionOfKinds(all: readonly (readonly Kind[] | undefined)[]): readonly Kind[] | undefined {
  const union = new Set<Kind>()
  for (const kinds of all) {
    if (kinds === undefined) return undefined
    for (const kind of kinds) union.add(kind)
  }
  return [...union]
}

function kindOfJson(value: Json): Kind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  const kind = typeof value
  return kind === 'string' ? 'text' : kind === 'number' ? 'number' : kind === 'boolean' ? 'truth' : 'object'
}

export function typeOf(kind: Kind): JsonSchema {
  return typeOfKind[kind]
}

/** Gives kinds in words: "a text or a number". */
export function kindWords(kinds: readonly Kind[]): string {
  return kinds.map((kind) => words[kind]).join(' or ')
}

export function typeOfLiteral(value: Json): JsonSchema {
  return typeOfKind[kindOfJson(value)]
}

export function listType(items: JsonSchema): JsonSchema {
  return items === anyType ? typeOfKind.list : bounded({ type: 'array', items }, [items], typeOfKind.list)
}

/** Gives the type of an object that was made with these fields. */
export function objectType(properties: { readonly [name: string]: JsonSchema }, closed: boolean): JsonSchema {
  return bounded({ type: 'object', properties, additionalProperties: !closed }, Object.values(properties), typeOfKind.object)
}

/** How many types a made type is built of, one that stands twice counted twice. */
const sizes = new WeakMap<JsonSchema, number>()
const largest = 1_000

/** Gives the made type, or a vaguer one when it has grown so large that walking it would take long. */
function bounded(made: JsonSchema, parts: readonly JsonSchema[], vague: JsonSchema): JsonSchema {
  const size = parts.reduce((sum, part) => sum + (sizes.get(part) ?? 1), 1)
  if (size > largest) return vague
  sizes.set(made, size)
  return made
}

/** Gives the type of what may be any of these; any as soon as one of them is. */
export function unionType(types: readonly JsonSchema[]): JsonSchema {
  const [first = anyType] = types
  if (types.every((type) => type === first)) return kindsOf(first) === undefined ? anyType : first
  const seen = new Map<string, JsonSchema>()
  for (const type of new Set(types)) {
    if (kindsOf(type) === undefined) return anyType
    const key = `${kindsOf(type)?.join() ?? ''} ${canonicalJson(type as Json)}`
    if (!seen.has(key)) seen.set(key, type)
  }
  const [only] = seen.values()
  return seen.size === 1 && only !== undefined ? only : seen.size === 0 ? anyType : bounded({ anyOf: [...seen.values()] }, [...seen.values()], anyType)
}

/** Gives the type of an element of a list, or of a key of an object. */
export function elementType(type: JsonSchema): JsonSchema {
  const choices = variantsOf(type).filter((choice) => kindsOf(choice)?.includes('list') ?? true)
  return unionType(choices.map((choice) => choice.items ?? anyType))
}

/** Gives the shapes that a type is made of, without those for null. */
export function variantsOf(type: JsonSchema): readonly JsonSchema[] {
  const choices = type.anyOf ?? type.oneOf
  if (choices === undefined) return [type]
  return choices.flatMap(variantsOf).filter((choice) => kindsOf(choice)?.join() !== 'null')
}

/** Gives the type of a field; the known names when the type says that there is no such field. */
export function fieldType(type: JsonSchema, name: string): JsonSchema | { readonly known: readonly string[] } {
  const found: JsonSchema[] = []
  const known: string[] = []
  for (const choice of variantsOf(type)) {
    const { properties, additionalProperties } = choice
    if (kindsOf(choice)?.includes('object') === false) continue
    if (properties !== undefined && Object.hasOwn(properties, name)) found.push(properties[name] ?? anyType)
    else if (typeof additionalProperties === 'object') found.push(additionalProperties)
    else if (additionalProperties === true || choice.allOf !== undefined || (properties === undefined && additionalProperties !== false)) return anyType
    else known.push(...Object.keys(properties ?? {}))
  }
  return found.length > 0 ? unionType(found) : { known: [...new Set(known)] }
}
