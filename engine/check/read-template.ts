import { splitText } from '../expression/split-text.ts'
import type { DocumentNode, MapEntry, ScalarNode } from '../terms/document.ts'
import type { Json } from '../terms/json.ts'
import type { Range } from '../terms/position.ts'
import type { Cel, Template, Templates } from '../terms/skill.ts'
import { fault, readFields, wrongType, type Reader } from './reader.ts'

/** How many texts and expressions one text may be made of. */
const mostParts = 1_000

/** Gives the value a node stands for; a tree without any expression is one literal. */
export function readTemplate(reader: Reader, node: DocumentNode): Template {
  return reader.places.remember(readValue(reader, node), node)
}

function readValue(reader: Reader, node: DocumentNode): Template {
  const { range } = node
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string' && node.value.includes('${')) return readTextTemplate(reader, node, node.value)
    return { kind: 'literal', value: node.value, range }
  }
  if (node.kind === 'list') {
    const items = node.items.map((item) => readTemplate(reader, item))
    const values = literals(items)
    return values === undefined ? { kind: 'list', items, range } : { kind: 'literal', value: values, range }
  }
  const fields = readTemplates(reader, node, 'A value')
  const values = literals(Object.values(fields))
  if (values === undefined) return { kind: 'object', fields, range }
  return { kind: 'literal', value: Object.fromEntries(Object.keys(fields).map((key, index) => [key, values[index] ?? null])), range }
}

function literals(templates: readonly Template[]): Json[] | undefined {
  const values: Json[] = []
  for (const template of templates) {
    if (template.kind !== 'literal') return undefined
    values.push(template.value)
  }
  return values
}

function readTextTemplate(reader: Reader, node: ScalarNode, value: string): Template {
  const { range } = node
  const parts = readParts(reader, node, value)
  if (parts === undefined) return { kind: 'literal', value, range }
  const [only] = parts
  if (parts.length === 1 && typeof only === 'object') return { kind: 'expression', cel: only, range }
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), range }
  return { kind: 'text', parts, range }
}

/** Gives the texts and expressions of a text in order; a text that can not be split is reported. */
function readParts(reader: Reader, node: ScalarNode, value: string): (string | Cel)[] | undefined {
  const split = splitText(value)
  if ('fault' in split) {
    const start = reader.offsetIn(node, split.fault.start)
    return fault(reader, 'expression-syntax', { start, end: Math.max(reader.offsetIn(node, split.fault.end), start) }, split.fault.message)
  }
  if (split.parts.length > mostParts) {
    return fault(reader, 'too-many-expressions', node.range, 'This text has too many expressions in it.', { help: 'Make a list and join it: join(list, separator).' })
  }
  return split.parts.map((part) => (typeof part === 'string' ? part : celAt(reader, node, part.text, part.start)))
}

/** Gives the values of a map by name. */
export function readTemplates(reader: Reader, node: DocumentNode | undefined, what: string): Templates {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return {}
  const fields = [...readFields(reader, node, what)].map(([key, entry]) => [key, readTemplate(reader, entry.value)])
  return reader.places.remember(Object.fromEntries(fields) as Templates, node)
}

/** Gives the value of a key, if it is there and not empty. */
export function readOptional(reader: Reader, entry: MapEntry | undefined): Template | undefined {
  return entry === undefined ? undefined : readTemplate(reader, entry.value)
}

/** Gives a value that must be a text, or an expression. */
export function readTextual(reader: Reader, entry: MapEntry | undefined): Template | undefined {
  if (entry === undefined) return undefined
  const template = readTemplate(reader, entry.value)
  if (template.kind === 'expression' || template.kind === 'text') return template
  if (template.kind === 'literal' && typeof template.value === 'string') return template
  return wrongType(reader, entry.value, `"${entry.key}"`, 'a text')
}

/** Gives a condition: bare CEL, or the same inside `${ }`. */
export function readCel(reader: Reader, entry: MapEntry | undefined): Cel | undefined {
  if (entry === undefined) return undefined
  const node = entry.value
  const what = `"${entry.key}"`
  if (node.kind !== 'scalar' || node.value === null) return wrongType(reader, node, what, 'an expression')
  if (typeof node.value !== 'string') {
    return reader.places.rememberCel({ text: String(node.value), range: node.range }, node, 0)
  }
  if (!node.value.includes('${')) return celAt(reader, node, node.value, 0)
  const parts = readParts(reader, node, node.value.trimEnd())
  if (parts === undefined) return undefined
  const [only] = parts
  if (parts.length === 1 && typeof only === 'object') return only
  return fault(reader, 'wrong-type', node.range, `${what} must be one expression, but here is text with expressions in it.`, {
    help: 'Write the whole condition as one expression, without "${" and "}".',
  })
}

/** Gives the expression without the white space around it; `start` is where `written` begins in the value of the node. */
function celAt(reader: Reader, node: ScalarNode, written: string, start: number): Cel {
  const text = written.trim()
  const from = text === '' ? start : start + written.indexOf(text)
  const range = { start: reader.offsetIn(node, from), end: reader.offsetIn(node, from + text.length) }
  return reader.places.rememberCel({ text, range }, node, from)
}

/** Stands in for a text that could not be read; the fault is reported where it was found. */
export function emptyText(range: Range): Template {
  return { kind: 'literal', value: '', range }
}
