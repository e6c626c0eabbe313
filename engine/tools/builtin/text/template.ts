import type { Json, JsonObject } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'

/** The longest text that is made, in UTF-16 code units. */
export const longestMade = 16_000_000
export const tooLongError = { 'too-long': 'The text would be longer than this tool makes.' } as const

interface Input {
  readonly text: string
  readonly values: JsonObject
  readonly missing?: string
}

export const textTemplate = defineTool({
  name: 'text.template',
  title: 'Fill a text with values',
  description: 'Gives a text in which {{name}} stands replaced by the value of that name; {{person.name}} and {{items.0}} reach inside. There is no code, and a value that itself holds {{ }} is not filled again. \\{{ writes {{. Lists and objects are written as JSON, null as nothing.',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', maxLength: 1_000_000 },
      values: { type: 'object' },
      missing: { type: 'string', enum: ['fail', 'empty', 'keep'], default: 'fail', description: 'What becomes of a name without a value.' },
    },
    required: ['text', 'values'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { text: { type: 'string' }, used: { type: 'array', items: { type: 'string' } }, missing: { type: 'array', items: { type: 'string' } } },
    required: ['text', 'used', 'missing'],
  },
  class: 'read',
  errors: { ...tooLongError, 'no-value': 'A name in the text has no value.' },
  describe: (input: Input) => `fill ${quoted(input.text)} with values`,
  perform: async (input: Input) => {
    const used = new Set<string>()
    const missing = new Set<string>()
    let length = 0
    const text = input.text.replace(/(\\?)\{\{[ \t]{0,20}([^{}\s]{1,200})[ \t]{0,20}\}\}/g, (whole: string, escape: string, name: string) => {
      if (escape !== '') return whole.slice(1)
      const value = valueAt(input.values, name)
      if (value === undefined) missing.add(name)
      else used.add(name)
      const written = value === undefined ? (input.missing === 'keep' ? whole : '') : textOf(value)
      length += written.length
      if (length > longestMade) throw new ToolError('too-long', `The text would have more than ${longestMade} characters.`)
      return written
    })
    const [first] = missing
    if (first !== undefined && (input.missing ?? 'fail') === 'fail') throw new ToolError('no-value', `There is no value for ${quoted(first)}. Values: ${quoted(Object.keys(input.values).slice(0, 30))}.`, { missing: [...missing].slice(0, 100) })
    return { text, used: [...used], missing: [...missing] }
  },
})

/** A name as it stands goes before a path, so that a column "total.net" can be used. */
function valueAt(values: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(values, name)) return values[name]
  let value: Json | undefined = values
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    if (Array.isArray(value) && !/^\d+$/.test(part)) return undefined
    value = (value as JsonObject)[part]
  }
  return value
}

function textOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
