import type { DocumentNode, MapEntry } from '../terms/document.ts'
import type { Json, JsonSchema } from '../terms/json.ts'
import { plainValue } from '../document/plain-value.ts'
import { fault, inWords, isNothing, isText, readFields, readItems, replace, shown, type Reader } from './reader.ts'

const types = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']
const formats = ['path', 'duration', 'date-time', 'date', 'email', 'host', 'uri', 'skill', 'id']

/** What each keyword must hold. */
const keywords: { readonly [keyword: string]: 'types' | 'format' | 'text' | 'any' | 'list' | 'schemas' | 'names' | 'schema-or-boolean' | 'schema' | 'count' | 'number' | 'boolean' | 'schema-list' } = {
  type: 'types',
  format: 'format',
  title: 'text',
  description: 'text',
  default: 'any',
  examples: 'list',
  enum: 'list',
  const: 'any',
  properties: 'schemas',
  required: 'names',
  additionalProperties: 'schema-or-boolean',
  items: 'schema',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'boolean',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minLength: 'count',
  maxLength: 'count',
  pattern: 'text',
  oneOf: 'schema-list',
  anyOf: 'schema-list',
  allOf: 'schema-list',
  not: 'schema',
}

/** Gives schemas by name, as `inputs:`, `vars:` and `ask:` hold them. */
export function readProperties(reader: Reader, entry: MapEntry | undefined): { readonly [name: string]: JsonSchema } {
  if (entry === undefined || isNothing(entry.value)) return {}
  return reader.places.remember(readSchemas(reader, entry.value, `"${entry.key}"`), entry.value)
}

function readSchemas(reader: Reader, node: DocumentNode, what: string): { [name: string]: JsonSchema } {
  return Object.fromEntries([...readFields(reader, node, what)].map(([name, { value }]) => [name, readSchema(reader, value, `"${shown(name)}"`)]))
}

/** Gives a schema; the name of a type alone is short for `{ type }`. */
export function readSchema(reader: Reader, node: DocumentNode, what: string): JsonSchema {
  if (isText(node)) {
    if (types.includes(node.value)) return reader.places.remember({ type: node.value }, node)
    unknownWord(reader, node, node.value, 'type', types)
    return reader.places.remember({}, node)
  }
  if (node.kind !== 'map') {
    fault(reader, 'bad-schema', node.range, `${what} must be the name of a type or a schema, but here is ${inWords(node)}.`, { help: 'Write for example "string", or { type: string, default: hello }.' })
    return {}
  }
  const schema: { [keyword: string]: unknown } = {}
  for (const [keyword, entry] of readFields(reader, node, what)) {
    const value = readKeyword(reader, keyword, entry)
    if (value !== undefined) schema[keyword] = value
  }
  return reader.places.remember(schema as JsonSchema, node)
}

function readKeyword(reader: Reader, keyword: string, entry: MapEntry): Json | object | undefined {
  const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined
  const { value } = entry
  const name = `"${keyword}"`
  if (kind === undefined) return unknownKeyword(reader, keyword, entry)
  if (kind === 'any') return plainValue(value)
  if (kind === 'types') return readTypes(reader, value)
  if (kind === 'format') return readFormat(reader, value)
  if (kind === 'schema') return readSchema(reader, value, name)
  if (kind === 'schema-or-boolean') return value.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : readSchema(reader, value, name)
  if (kind === 'schemas') return value.kind === 'map' ? reader.places.remember(readSchemas(reader, value, name), value) : mustBe(reader, entry, 'a map of names to schemas')
  if (kind === 'schema-list') return value.kind === 'list' && value.items.length > 0 ? value.items.map((item) => readSchema(reader, item, name)) : mustBe(reader, entry, 'a list of schemas')
  if (kind === 'list') return value.kind === 'list' ? plainValue(value) : mustBe(reader, entry, 'a list')
  if (kind === 'names') return value.kind === 'list' && value.items.every(isText) ? plainValue(value) : mustBe(reader, entry, 'a list of names')
  return readScalar(reader, entry, kind)
}

function readScalar(reader: Reader, entry: MapEntry, kind: 'text' | 'count' | 'number' | 'boolean'): Json | undefined {
  const value = entry.value.kind === 'scalar' ? entry.value.value : undefined
  if (kind === 'text') return typeof value === 'string' ? value : mustBe(reader, entry, 'a text')
  if (kind === 'boolean') return typeof value === 'boolean' ? value : mustBe(reader, entry, 'true or false')
  const fits = typeof value === 'number' && Number.isFinite(value) && (kind === 'number' || (Number.isInteger(value) && value >= 0))
  if (!fits) return mustBe(reader, entry, kind === 'count' ? 'a whole number of at least 0' : 'a number')
  if (entry.key === 'multipleOf' && value <= 0) return mustBe(reader, entry, 'a number above 0')
  return value
}

function mustBe(reader: Reader, entry: MapEntry, wanted: string): undefined {
  return fault(reader, 'bad-schema', entry.value.range, `"${entry.key}" in a schema must be ${wanted}.`)
}

function readTypes(reader: Reader, node: DocumentNode): Json | undefined {
  const items = node.kind === 'list' ? node.items : [node]
  const names = readItems(items, (item) => {
    if (!isText(item)) return fault(reader, 'bad-schema', item.range, `"type" in a schema must be the name of a type, but here is ${inWords(item)}.`)
    return types.includes(item.value) ? item.value : unknownWord(reader, item, item.value, 'type', types)
  })
  return node.kind === 'list' ? names : names[0]
}

function readFormat(reader: Reader, node: DocumentNode): string | undefined {
  if (!isText(node)) return fault(reader, 'bad-schema', node.range, '"format" in a schema must be a text.')
  return formats.includes(node.value) ? node.value : unknownWord(reader, node, node.value, 'format', formats)
}

function unknownWord(reader: Reader, node: DocumentNode, word: string, kind: string, known: readonly string[]): undefined {
  const near = reader.near(word, known)
  const fix = near === undefined ? undefined : { title: `Write "${near}"`, edits: [replace(node.range, near)] }
  return fault(reader, 'bad-schema', node.range, `There is no ${kind} "${shown(word)}".`, { help: `It can be: ${known.join(', ')}.`, fix })
}

function unknownKeyword(reader: Reader, keyword: string, entry: MapEntry): undefined {
  const near = reader.near(keyword, Object.keys(keywords))
  const fix = near === undefined ? undefined : { title: `Write "${near}"`, edits: [replace(entry.keyRange, near)] }
  const help = near === undefined ? `Known are: ${Object.keys(keywords).join(', ')}.` : `Did you mean "${near}"?`
  return fault(reader, 'bad-schema', entry.keyRange, `Schemas in a skill do not know "${shown(keyword)}".`, { help, fix })
}
