import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import { fieldFault, typesOf } from './field-fault.ts'
import type { LineReader } from './line-reader.ts'
import { visibleLines, visibleText } from './visible-text.ts'

type Read = { readonly value: Json } | { readonly fault: string }

const longest = 200

/**
 * Asks for the fields of a form one after the other; a value that does not fit is told and asked for again. Gives the
 * filled form, or `undefined` when the input ends. An empty line takes the default.
 */
export async function fillForm(form: { readonly [field: string]: JsonSchema }, lines: LineReader, write: (text: string) => void): Promise<JsonObject | undefined> {
  const values: [string, Json][] = []
  for (const [name, schema] of Object.entries(form)) {
    for (const line of fieldLines(name, schema)) write(`${line}\n`)
    for (;;) {
      write('> ')
      const line = await lines.next()
      if (line === undefined) return undefined
      const read = readField(schema, line)
      if ('value' in read) {
        values.push([name, read.value])
        break
      }
      write(`  ${visibleText(read.fault, 1000)}\n`)
    }
  }
  return Object.fromEntries(values)
}

function fieldLines(name: string, schema: JsonSchema): readonly string[] {
  const title = visibleText(schema.title ?? name, longest)
  const facts = [typesOf(schema).join(' or ') || 'text or JSON', ...(schema.format === undefined ? [] : [schema.format]), ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`])]
  return [
    `${title} (${visibleText(facts.join(', '), longest)})`,
    ...(schema.description === undefined ? [] : visibleLines(schema.description, 1000).map((line) => `  ${line}`)),
    ...(schema.enum ?? []).map((one, index) => `  ${index + 1}) ${visibleText(choiceText(one), longest)}`),
  ]
}

function readField(schema: JsonSchema, line: string): Read {
  const read = line.trim() === '' ? readNothing(schema) : schema.enum !== undefined ? readChoice(schema.enum, line.trim()) : readTyped(schema, line)
  const fault = 'value' in read ? fieldFault(schema, read.value) : undefined
  return fault === undefined ? read : { fault }
}

function readNothing(schema: JsonSchema): Read {
  if (schema.default !== undefined) return { value: schema.default }
  return typesOf(schema).includes('null') ? { value: null } : { fault: 'A value is needed here; "" is an empty text.' }
}

/** A choice is made by its text or its number; the text goes first. */
function readChoice(choices: readonly Json[], line: string): Read {
  const byText = choices.findIndex((one) => choiceText(one) === line)
  const index = byText >= 0 ? byText : /^\d+$/.test(line) ? Number(line) - 1 : -1
  const value = choices[index]
  return value === undefined ? { fault: `Choose by number, 1 to ${choices.length}.` } : { value }
}

function readTyped(schema: JsonSchema, line: string): Read {
  const types = typesOf(schema)
  const text = line.trim()
  if (types.includes('boolean')) {
    if (/^(y|yes|true)$/i.test(text)) return { value: true }
    if (/^(n|no|false)$/i.test(text)) return { value: false }
  }
  if (types.includes('number') || types.includes('integer')) {
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))) return { value: Number(text) }
  }
  if (types.includes('string')) return { value: text === '""' ? '' : line }
  return readJson(types, text)
}

function readJson(types: readonly string[], text: string): Read {
  const wanted = types.length === 0 || types.includes('array') || types.includes('object') || types.includes('null')
  try {
    if (wanted) return { value: JSON.parse(text) as Json }
  } catch {
    if (types.length === 0) return { value: text }
    if (types.includes('array') && !/^[[{"]/.test(text)) return { value: text.split(',').map((part) => part.trim()) }
    return { fault: 'This must be JSON, such as ["a", "b"] or {"a": 1}.' }
  }
  return { fault: types.includes('boolean') ? 'Answer y or n.' : 'This must be a number.' }
}

function choiceText(choice: Json): string {
  return typeof choice === 'string' ? choice : JSON.stringify(choice)
}
