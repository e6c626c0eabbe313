import type { JsonSchema } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

const deepest = 3
const mostFields = 30

/** Gives a tool as a model reads it: `file.move(from: path, to: path) gives {moved: boolean}`, what it does, and how it can fail. */
export function toolSignature(tool: Pick<Tool, 'name' | 'title' | 'description' | 'input' | 'output' | 'class' | 'oneOf' | 'errors'>): string {
  const { name, title, description, input, output, oneOf, errors } = tool
  const groups = oneOf.map((group) => ` Give exactly one of ${group.join(', ')}.`).join('')
  const codes = Object.keys(errors)
  const failing = codes.length === 0 ? '' : ` Can fail with: ${codes.slice(0, 20).join(', ')}.`
  return `${name}(${fieldsOf(input, 0)}) gives ${typeOf(output, 0)}; ${tool.class}. ${cut(title)}. ${cut(description)}${groups}${failing}`
}

/** Gives the inputs of a skill as a model reads them. */
export function inputWords(inputs: { readonly [name: string]: JsonSchema }): string {
  return fieldsOf({ properties: inputs }, 0)
}

function fieldsOf({ properties = {}, required }: JsonSchema, depth: number): string {
  const entries = Object.entries(properties)
  const shown = entries.slice(0, mostFields).map(([name, schema]) => `${name}${(required?.includes(name) ?? schema.default === undefined) ? '' : '?'}: ${typeOf(schema, depth)}`)
  return [...shown, ...(entries.length > mostFields ? ['…'] : [])].join(', ')
}

function typeOf(schema: JsonSchema, depth: number): string {
  if (schema.enum !== undefined) return schema.enum.slice(0, 12).map((one) => JSON.stringify(one)).join(' | ')
  if (schema.format !== undefined) return schema.format
  if (schema.type === 'array') return `[${schema.items === undefined ? '…' : typeOf(schema.items, depth + 1)}]`
  if (schema.type === 'object' || schema.properties !== undefined) return depth >= deepest || schema.properties === undefined ? 'object' : `{${fieldsOf(schema, depth + 1)}}`
  return schema.type === undefined ? 'anything' : typeof schema.type === 'string' ? schema.type : schema.type.join(' | ')
}

function cut(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
  return plain.length <= 300 ? plain : `${plain.slice(0, 300)}…`
}
