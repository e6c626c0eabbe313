import type { Json, JsonSchema } from '../../engine/index.ts'

/** How a value is shown in a form. `nothing`: a null that is written. */
export type Control = 'choice' | 'switch' | 'number' | 'text' | 'list' | 'fields' | 'map' | 'nothing'

/** Gives how a value of a schema is shown. What stands there goes before what should: a text where a number is wanted is shown as it is. */
export function controlOf(schema: JsonSchema, value: Json | undefined): Control {
  if (value === null) return 'nothing'
  const wanted = wantedControl(schema)
  if (value === undefined) return wanted
  const own = controlOfValue(value)
  if (wanted === 'choice') return choicesOf(schema).some((choice) => choice === value) ? 'choice' : own
  if (wanted === 'fields' && own === 'map') return 'fields'
  return own
}

function wantedControl(schema: JsonSchema): Control {
  if (choicesOf(schema).length > 0) return 'choice'
  const types = (typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])).filter((type) => type !== 'null')
  const [type] = types
  if (types.length !== 1) return schema.properties !== undefined ? 'fields' : 'text'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'switch'
  if (type === 'array') return 'list'
  if (type === 'object') return Object.keys(schema.properties ?? {}).length > 0 ? 'fields' : 'map'
  return 'text'
}

function controlOfValue(value: Json): Control {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'switch'
  if (typeof value === 'string') return 'text'
  return Array.isArray(value) ? 'list' : 'map'
}

/** Gives the values that a schema names, when they are few and plain. */
export function choicesOf(schema: JsonSchema): readonly (string | number | boolean)[] {
  const plain = namedIn(schema).filter((value): value is string | number | boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
  return plain.length <= mostChoices ? plain : []
}

/** Gives all values there are to choose from: those that a schema names, or yes and no. Empty: it says none. */
export function choicesIn(schema: JsonSchema): readonly Json[] {
  const named = namedIn(schema)
  return named.length > 0 || schema.type !== 'boolean' ? named : [true, false]
}

function namedIn({ enum: values, const: only }: JsonSchema): readonly Json[] {
  return only === undefined ? (values ?? []) : [only]
}

const mostChoices = 200

/** Gives a value to begin with when something is added: empty, so that the person fills it in. */
export function emptyValue(schema: JsonSchema): Json {
  const [choice] = choicesOf(schema)
  if (schema.default !== undefined) return schema.default
  switch (wantedControl(schema)) {
    case 'choice':
      return choice ?? ''
    case 'switch':
      return false
    case 'number':
      return schema.minimum ?? 0
    case 'list':
      return []
    case 'fields':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, emptyValue((Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined) ?? {})]))
    case 'map':
      return {}
    default:
      return ''
  }
}
