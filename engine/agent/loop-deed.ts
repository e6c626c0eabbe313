/*
 * One branch of an open loop: what is asked of the model for a tool, and how its call reads that. Always true: an argument that
 * says who, where or which is a reference to a value that is listed; all others are plain values by their schema.
 */
import type { Bounds } from '../terms/contract.ts'
import type { JsonObject, JsonSchema } from '../terms/json.ts'
import type { ControlKind } from '../terms/tool.ts'
import { isReadable, sourcesFor, type LoopTool, type Source } from './loop-sources.ts'

/** What a tool of an open loop may touch: the bounds of its clauses together. */
export interface LoopDeed extends LoopTool {
  readonly bounds: Bounds
}

export interface Branch {
  readonly deed: LoopDeed
  /** What the model answers for it. */
  readonly answer: JsonSchema
  readonly with: JsonObject
  readonly sources: readonly (Source & { readonly kind: ControlKind })[]
  /** Kinds of which something has to be given with the start, since no clause names any. */
  readonly needs: readonly ControlKind[]
}

interface Argument {
  readonly schema: JsonSchema
  readonly expression: string
  readonly sources: readonly Source[]
}

/** By kind, the variable that lists what can be named; the input with what the person gives has the same name. */
export const listedIn: { readonly [kind in ControlKind]: string } = { path: 'paths', host: 'links', address: 'addresses', id: 'names' }

const mostTexts = 200
/** Names below a folder: no `..`, nothing hidden, no signs that can not be seen. */
const below = '^[^./\\\\\\x00-\\x1f\\x7f][^/\\\\\\x00-\\x1f\\x7f]*(?:/[^./\\\\\\x00-\\x1f\\x7f][^/\\\\\\x00-\\x1f\\x7f]*)*$'

/** Gives the branch for a tool; undefined where an argument that it needs can not be put into the question. */
export function branchFor(deed: LoopDeed, all: readonly LoopTool[]): Branch | undefined {
  const { properties = {}, required = [] } = deed.tool.input
  const found = Object.entries(properties).map(([name, schema]) => [name, isReadable(name) ? argumentFor(deed, name, schema, all) : undefined] as const)
  if (required.some((name) => found.find(([one]) => one === name)?.[1] === undefined)) return undefined
  const known = found.flatMap(([name, argument]) => (argument === undefined ? [] : [[name, argument] as const]))
  const control = known.filter(([name]) => Object.hasOwn(deed.tool.control, name)).map(([name]) => name)
  return {
    deed,
    answer: { type: 'object', properties: Object.fromEntries(known.map(([name, { schema }]) => [name, schema])), ...(required.length > 0 && { required }), additionalProperties: false },
    with: Object.fromEntries(known.map(([name, { expression }]) => [name, `\${ ${expression} }`])),
    sources: known.flatMap(([name, { sources }]) => sources.map((source) => ({ ...source, kind: deed.tool.control[name] as ControlKind }))),
    needs: control.filter((name) => !Object.hasOwn(deed.bounds, name)).map((name) => deed.tool.control[name] as ControlKind),
  }
}

function argumentFor({ tool, bounds, state }: LoopDeed, name: string, schema: JsonSchema, all: readonly LoopTool[]): Argument | undefined {
  const answered = `decide.${state}.${name}`
  const isNeeded = tool.input.required?.includes(name) === true
  if (!Object.hasOwn(tool.control, name)) {
    // A path is never typed by the model, not even one that bounds nothing.
    if (schema.format === 'path' || schema.items?.format === 'path') return undefined
    return { schema: plainSchema(schema, bounds, name), expression: isNeeded ? answered : `default(${answered}, null)`, sources: [] }
  }
  const isList = schema.type === 'array'
  if (!isList && schema.type !== 'string' && !(Array.isArray(schema.type) && schema.type.includes('string'))) return undefined
  const kind = tool.control[name] as ControlKind
  const sources = sourcesFor(name, kind, all)
  const isMade = kind === 'path' && tool.class !== 'read' && name !== 'from' && name !== 'of'
  const reference = referenceSchema([Object.hasOwn(bounds, name) ? 'allowed' : 'given', ...sources.map((source) => source.name)], isMade)
  const read = isList ? `${answered}.map(r, ${readOf('r', kind, isMade)})` : readOf(answered, kind, isMade)
  return {
    schema: isList ? { type: 'array', items: reference, minItems: 1, maxItems: 100 } : reference,
    expression: isNeeded ? read : `has(${answered}) ? ${read} : null`,
    sources,
  }
}

/** A bound of the contract on a plain argument leaves only its own texts. */
function plainSchema(schema: JsonSchema, bounds: Bounds, name: string): JsonSchema {
  const { default: _default, description: _description, ...rest } = schema
  const texts = Object.hasOwn(bounds, name) ? (bounds[name] as readonly string[]) : []
  return texts.length > 0 && texts.length <= mostTexts && schema.type === 'string' ? { type: 'string', enum: texts } : rest
}

function referenceSchema(names: readonly string[], isMade: boolean): JsonSchema {
  const one = { of: { enum: names }, at: { type: 'integer', minimum: 0 } } as const
  const more = { below: { type: 'string', pattern: below, maxLength: 200 }, named: { type: 'object', properties: one, required: ['of', 'at'] } } as const
  return { type: 'object', properties: { ...one, ...(isMade && more) }, required: ['of', 'at'] }
}

/** A place that is still to be made has names below a folder, and the name of something that is there. */
function readOf(reference: string, kind: ControlKind, isMade: boolean): string {
  const value = (one: string): string => `vars.${listedIn[kind]}[${one}.of][${one}.at]`
  if (!isMade) return value(reference)
  return `${value(reference)} + (has(${reference}.below) ? "/" + ${reference}.below : "") + (has(${reference}.named) ? "/" + name(${value(`${reference}.named`)}) : "")`
}
