/*
 * What a model may name in the place of a path, host, address or id. Owns: the lists of values that can be named, and what
 * gives them. Always true: what is named comes out of a result, an input or the contract, never out of an answer.
 */
import type { JsonSchema } from '../terms/json.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'

/** The name of a state with the tool that it calls. */
export interface LoopTool {
  readonly state: string
  readonly tool: Tool
}

/** A list of values that can be named: `file_list.files`, and the expression that gives it. */
export interface Source {
  readonly name: string
  readonly kinds: readonly ControlKind[]
  /** The last name on the way to it. */
  readonly field: string
  readonly expression: string
}

/** How many elements of a list are shown, and can be named, at a time. */
export const shownElements = 40
const most = 24
const deepest = 3
const addressFields = /^(?:e?mails?|phones?|address(?:es)?|from|to|cc|reply_to|organizer)$/
const hostFields = /^(?:url|link|href|host|location)s?$/
const reserved = new Set('if for in as let var while loop function package namespace import return void const break continue else true false null'.split(' '))

/** Tells whether a name can be read as a field in an expression. */
export function isReadable(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/.test(name) && !reserved.has(name) && !Object.hasOwn(Object.prototype, name)
}

/** Gives what the results of some tools hold that an argument may be, those of tools that look first. */
export function sourcesFor(argument: string, kind: ControlKind, tools: readonly LoopTool[]): readonly Source[] {
  const order = [...tools.filter(({ tool }) => tool.class === 'read'), ...tools.filter(({ tool }) => tool.class !== 'read')]
  const fields = order.flatMap(({ state, tool }) => fieldsOf(tool.output, state, state, undefined, 0))
  const isNamed = ({ field }: Source): boolean => field === argument || `${field}s` === argument || field === `${argument}s`
  return fields.filter((source) => (kind === 'id' ? isNamed(source) : source.kinds.includes(kind))).slice(0, most)
}

/** Gives the part of a list that is shown. */
export function windowOf(list: string): string {
  return `take(skip(default(${list}, []), vars.first), ${shownElements})`
}

/** `list`: the window around, in which `code` reads the element `x`. */
function fieldsOf(schema: JsonSchema, name: string, code: string, list: string | undefined, depth: number): readonly Source[] {
  const entries = Object.entries(schema.properties ?? {}).filter(([field]) => isReadable(field))
  const found = entries.flatMap(([field, inside]): readonly Source[] => {
    const way = `${code}.${field}`
    const full = `${name}.${field}`
    if (isText(inside)) return [{ name: full, kinds: kindsOf(field, inside), field, expression: list === undefined ? `default([${way}], [])` : `${list}.map(x, ${way})` }]
    if (inside.properties !== undefined && depth < deepest) return fieldsOf(inside, full, way, list, depth + 1)
    if (inside.type !== 'array' || inside.items === undefined) return []
    if (isText(inside.items)) return [{ name: full, kinds: kindsOf(field, inside.items), field, expression: list === undefined ? windowOf(way) : `flatten(${list}.map(x, default(${way}, [])))` }]
    return list === undefined ? ofElements(fieldsOf(inside.items, full, 'x', windowOf(way), depth + 1), full) : []
  })
  return found
}

/** Of the paths of an element the first one is the element. */
function ofElements(sources: readonly Source[], name: string): readonly Source[] {
  const own = sources.find(({ kinds }) => kinds.includes('path'))
  return sources.flatMap((source) => (source === own ? [{ ...source, name }] : source.kinds.includes('path') ? [] : [source]))
}

function isText({ type }: JsonSchema): boolean {
  return type === 'string' || (Array.isArray(type) && type.includes('string'))
}

function kindsOf(field: string, { format }: JsonSchema): readonly ControlKind[] {
  if (format === 'path') return ['path']
  if (format === 'uri' || format === 'host' || hostFields.test(field)) return ['host']
  return format === 'email' || addressFields.test(field) ? ['address'] : []
}
