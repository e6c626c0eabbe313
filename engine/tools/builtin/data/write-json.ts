import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { encoded } from '../file/file-content.ts'
import { oddValue } from './parse-json.ts'
import { replaceProperty, writeErrors, writtenFile, writtenProperties, writtenRequired } from './written-file.ts'

interface Input {
  readonly path: string
  readonly value: Json
  readonly indent?: number
  readonly lines?: boolean
  readonly replace?: boolean
}

export const badValueError = { 'bad-value': 'The value can not be written in this format so that the same is read back.' } as const

export const dataWriteJson = defineTool({
  name: 'data.write_json',
  title: 'Write a JSON file',
  description: 'Writes a value to a JSON file in UTF-8, in one step, with the folders it needs. With lines it writes a list as JSON Lines, one value a line.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      value: { description: 'What to write.' },
      indent: { type: 'integer', minimum: 0, maximum: 8, default: 2, description: 'Spaces a level; 0: all on one line.' },
      lines: { type: 'boolean', default: false, description: 'One value a line; the value must be a list.' },
      replace: replaceProperty,
    },
    required: ['path', 'value'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: writtenProperties, required: writtenRequired },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...writeErrors, ...badValueError },
  timeout: 60_000,
  rehearse: 'overlay',
  describe: (input: Input) => `${input.replace === true ? 'write or replace' : 'write'} ${quoted(input.path)} with data: ${quoted(input.value)}`,
  ...writtenFile(async (input: Input) => ({ bytes: encoded(jsonText(input)), more: {} })),
})

function jsonText({ value, indent, lines }: Input): string {
  const fault = oddValue(value)
  if (fault !== undefined) throw new ToolError('bad-value', fault)
  if (lines !== true) return `${JSON.stringify(value, null, indent ?? 2)}\n`
  if (!Array.isArray(value)) throw new ToolError('bad-value', 'Only a list can be written one value a line.')
  return value.map((one: Json) => `${JSON.stringify(one)}\n`).join('')
}
