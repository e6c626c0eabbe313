/*
 * Reads the inputs of a skill from what was typed. Owns: how a typed word becomes a value, by the schema of its input.
 * Does not own: whether the value fits (the engine checks every input before a run starts).
 */
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { nearestName } from '../expression/nearest-name.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { Skill } from '../terms/skill.ts'
import { usageError } from './report-fault.ts'

export interface TypedInputs {
  /** `name=value`, as often as wanted. */
  readonly input?: readonly string[]
  /** A JSON file. */
  readonly inputs?: string
}

type Inputs = Skill['inputs']

const largestFile = 16 * 1024 * 1024

/**
 * Gives the inputs from a file, then from `name=value`, then from options of the skill's own (`--folder ~/Downloads`);
 * what comes later wins. A path is made absolute against the current folder. Throws ChelaError `usage` for what can not be meant.
 */
export function readInputs(skill: Skill, typed: TypedInputs, rest: readonly string[]): JsonObject {
  const values = new Map<string, Json>(typed.inputs === undefined ? [] : Object.entries(fileInputs(typed.inputs)))
  for (const name of values.keys()) schemaOf(skill, name)
  for (const pair of typed.input ?? []) {
    const split = pair.indexOf('=')
    if (split < 1) throw usageError(`"--input ${pair}" does not say what the input is.`, 'Write --input name=value.')
    const name = pair.slice(0, split)
    values.set(name, typedValue(name, schemaOf(skill, name), pair.slice(split + 1)))
  }
  for (const [name, value] of restInputs(skill, rest)) values.set(name, value)
  return Object.fromEntries([...values].map(([name, value]) => [name, absolute(schemaOf(skill, name), value)]))
}

/** Gives the inputs a skill takes, for messages: "folder (text, default ~/Downloads)". */
export function inputWords(inputs: Inputs): readonly string[] {
  return Object.entries(inputs).map(([name, schema]) => {
    const facts = [typesOf(schema).join(' or ') || 'anything', schema.format ?? '', schema.default === undefined ? 'needed' : `default ${JSON.stringify(schema.default)}`]
    return `--${name}  ${facts.filter((fact) => fact !== '').join(', ')}${schema.description === undefined ? '' : `: ${schema.description}`}`
  })
}

function restInputs(skill: Skill, rest: readonly string[]): Map<string, Json> {
  const values = new Map<string, Json>()
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] as string
    if (!word.startsWith('--')) throw usageError(`"${word}" belongs to nothing.`, 'Write inputs as --name value, or as --input name=value.')
    const split = word.indexOf('=')
    const written = split < 0 ? word.slice(2) : word.slice(2, split)
    const off = written.startsWith('no-') && !Object.hasOwn(skill.inputs, nameFor(skill, written)) && typesOf(skill.inputs[nameFor(skill, written.slice(3))] ?? {}).includes('boolean')
    const name = nameFor(skill, off ? written.slice(3) : written)
    const schema = schemaOf(skill, name)
    const next = rest[index + 1]
    let value: Json
    if (off) value = false
    else if (split >= 0) value = typedValue(name, schema, word.slice(split + 1))
    else if (typesOf(schema).includes('boolean') && (next === undefined || !/^(?:true|false|yes|no)$/i.test(next))) value = true
    else if (next === undefined || (next.startsWith('--') && next.length > 2)) throw usageError(`The input "${name}" has no value.`, `Write --${name} VALUE.`)
    else value = typedValue(name, schema, rest[++index] as string)
    const before = values.get(name)
    values.set(name, Array.isArray(before) && Array.isArray(value) ? [...(before as readonly Json[]), ...(value as readonly Json[])] : value)
  }
  return values
}

/** `older-than` means the input `older_than` where there is one. */
function nameFor(skill: Skill, written: string): string {
  const snake = written.replaceAll('-', '_')
  return !Object.hasOwn(skill.inputs, written) && Object.hasOwn(skill.inputs, snake) ? snake : written
}

function schemaOf(skill: Skill, name: string): JsonSchema {
  const schema = Object.hasOwn(skill.inputs, name) ? skill.inputs[name] : undefined
  if (schema !== undefined) return schema
  const names = Object.keys(skill.inputs)
  const near = nearestName(name, names)
  const known = names.length === 0 ? `"${skill.name}" takes no inputs.` : `Inputs of "${skill.name}": ${names.join(', ')}.`
  throw usageError(`"${skill.name}" has no input "${name}".`, near === undefined ? known : `Did you mean --${near}? ${known}`)
}

function typedValue(name: string, schema: JsonSchema, text: string): Json {
  const types = typesOf(schema)
  const wanted = (what: string): never => {
    throw usageError(`The input "${name}" must be ${what}; "${text}" is not.`, schema.description)
  }
  if (types.length === 0) return jsonOr(text, text)
  if (types.includes('string')) return text
  if (types.includes('boolean') && /^(?:true|yes)$/i.test(text)) return true
  if (types.includes('boolean') && /^(?:false|no)$/i.test(text)) return false
  if ((types.includes('number') || types.includes('integer')) && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text)
  if (types.includes('null') && text === 'null') return null
  if (types.includes('array')) return typedList(name, schema, text)
  if (types.includes('object')) return jsonOr(text, undefined) ?? wanted('JSON such as {"a": 1}')
  return wanted(types.includes('boolean') ? 'true or false' : 'a number')
}

/** JSON, or values with commas between. */
function typedList(name: string, schema: JsonSchema, text: string): Json {
  if (text.trimStart().startsWith('[')) {
    const list = jsonOr(text, undefined)
    if (Array.isArray(list)) return list
    throw usageError(`The input "${name}" must be a list; this is not JSON: ${text}`, 'Write a,b,c or ["a", "b"].')
  }
  return text === '' ? [] : text.split(',').map((part) => typedValue(name, schema.items ?? { type: 'string' }, part.trim()))
}

function jsonOr<Other>(text: string, other: Other): Json | Other {
  try {
    return JSON.parse(text) as Json
  } catch {
    return other
  }
}

function absolute(schema: JsonSchema, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => absolute(schema.items ?? {}, item))
  return schema.format === 'path' && typeof value === 'string' && value !== '' && !value.startsWith('~') ? resolve(value) : value
}

function fileInputs(path: string): JsonObject {
  let value: Json
  try {
    if (statSync(path).size > largestFile) throw usageError(`${path} is larger than 16 MiB.`, 'Name a smaller file.')
    value = JSON.parse(readFileSync(path, 'utf8')) as Json
  } catch (error) {
    if (error instanceof SyntaxError) throw usageError(`${path} is not JSON: ${error.message}`, 'Write an object such as {"folder": "/home/a"}.')
    if ((error as { readonly code?: string }).code === 'ENOENT') throw usageError(`There is no file ${path}.`, 'Name a JSON file that holds the inputs.')
    throw error
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  throw usageError(`${path} does not hold an object.`, 'Write an object such as {"folder": "/home/a"}.')
}

function typesOf(schema: JsonSchema): readonly string[] {
  return schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type
}
