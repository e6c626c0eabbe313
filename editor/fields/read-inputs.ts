import type { Json, JsonObject, JsonSchema } from '../../engine/index.ts'
import { choicesIn } from './control-of.ts'

export type Fields = { readonly [name: string]: JsonSchema }
export type Words = { readonly [name: string]: string }

/** How a value is written in words: chosen, as a text, as a number, a list of texts one a line, all else as JSON. */
export function writtenAs(schema: JsonSchema): 'choice' | 'text' | 'number' | 'lines' | 'json' {
  if (choicesIn(schema).length > 0) return 'choice'
  const type = plainType(schema)
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer') return 'number'
  return type === 'array' && schema.items?.type === 'string' ? 'lines' : 'json'
}

/** The one type of a value that may also be nothing, where an empty field means nothing: its default is none other. */
function plainType({ type, default: fallback }: JsonSchema): string | undefined {
  if (type === undefined || typeof type === 'string') return type
  const others = type.filter((one) => one !== 'null')
  return others.length === 1 && (fallback === undefined || fallback === null) ? others[0] : undefined
}

/** Gives the words for one of the values there are to choose from. */
export function choiceText(choice: Json): string {
  return typeof choice === 'string' ? choice : JSON.stringify(choice)
}

/** Gives the text that a field begins with: a value that is there, or the default of its input. */
function startingWords(schema: JsonSchema, given?: Json): string {
  const value = given ?? schema.default
  if (value === undefined || value === null) return ''
  const kind = writtenAs(schema)
  if (kind === 'lines' && Array.isArray(value) && value.every(isPlainLine)) return value.join('\n')
  const line = choiceText(value)
  return kind === 'choice' || typeof value === 'string' || line.length <= longestLine ? line : JSON.stringify(value, null, 2)
}

const longestLine = 60

function isPlainLine(item: Json): item is string {
  return typeof item === 'string' && item.trim() === item && item !== '' && !item.includes('\n')
}

/** Reads what was written for an input. Nothing written and a default: no value, so that the default is taken. */
export function readInput(schema: JsonSchema, written: string): { readonly value: Json | undefined } | { readonly fault: string } {
  const kind = writtenAs(schema)
  const text = written.trim()
  if (kind === 'choice') return readChoice(schema, text)
  if (text === '' && schema.default === undefined && kind !== 'json' && schema.type?.includes('null') === true) return { value: null }
  if (text === '') return schema.default === undefined ? (kind === 'text' ? { value: written } : { fault: 'This is needed.' }) : { value: undefined }
  if (kind === 'text') return { value: written }
  if (kind === 'number') return readNumber(schema, text)
  if (kind === 'lines' && !text.startsWith('[')) return { value: text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])) }
  try {
    return { value: JSON.parse(text) as Json }
  } catch {
    return { fault: 'Write this as JSON, such as ["a", "b"] or { "a": 1 }.' }
  }
}

function readNumber(schema: JsonSchema, text: string): { readonly value: number } | { readonly fault: string } {
  const number = Number(text)
  if (!Number.isFinite(number)) return { fault: `"${text}" is no number.` }
  return plainType(schema) === 'integer' && !Number.isInteger(number) ? { fault: 'Only whole numbers fit here.' } : { value: number }
}

function readChoice(schema: JsonSchema, text: string): { readonly value: Json | undefined } | { readonly fault: string } {
  const choice = choicesIn(schema).find((one) => choiceText(one) === text)
  if (choice !== undefined) return { value: choice }
  return schema.default === undefined ? { fault: 'Choose one.' } : { value: undefined }
}

/** Reads what was written in all fields: the values, or what is wrong by field. `required`: the others may be left out; without it all are needed that have no default. */
export function readInputs(fields: Fields, written: Words, required?: readonly string[]): { readonly values: JsonObject } | { readonly faults: Words } {
  const values = new Map<string, Json>()
  const faults = new Map<string, string>()
  for (const [name, schema] of Object.entries(fields)) {
    const text = Object.hasOwn(written, name) ? (written[name] ?? '') : ''
    if (text.trim() === '' && required?.includes(name) === false) continue
    const read = readInput(schema, text)
    if ('fault' in read) faults.set(name, read.fault)
    else if (read.value !== undefined) values.set(name, read.value)
  }
  return faults.size > 0 ? { faults: Object.fromEntries(faults) } : { values: Object.fromEntries(values) }
}

/** Gives what the fields begin with. */
export function startingInputs(fields: Fields, given: JsonObject = {}): Words {
  return Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, startingWords(schema, Object.hasOwn(given, name) ? given[name] : undefined)]))
}

/** An object as a form: a field for each of its values, and which of them are needed. */
export interface ObjectForm {
  readonly fields: Fields
  readonly required: readonly string[]
}

/** Gives the form of an object of a schema; undefined: the schema names no fields, or there is a value with more than those. */
export function objectForm(schema: JsonSchema | undefined, value?: Json): ObjectForm | undefined {
  const fields = schema?.properties ?? {}
  if (schema?.type !== 'object' || Object.keys(fields).length === 0) return undefined
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).some((name) => !Object.hasOwn(fields, name)))) return undefined
  return { fields, required: schema.required ?? [] }
}
