import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { notTextError, readErrors, tooLargeError } from '../file/file-errors.ts'
import { parseJson } from './parse-json.ts'
import { readText } from './read-bytes.ts'
import { mostRows, tooManyError } from './row-schemas.ts'

const mostBytes = 32_000_000
const mostTold = 1_000

interface Line {
  readonly line: number
  readonly reason: string
}

export const dataReadJson = defineTool({
  name: 'data.read_json',
  title: 'Read a JSON file',
  description: 'Gives the value in a JSON file. With lines it reads JSON Lines: one value a line, given as a list, and lines that are no JSON are told by number. The value counts as written by others.',
  input: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, lines: { type: 'boolean', default: false, description: 'One value a line.' } },
    required: ['path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      value: { description: 'What the file says.' },
      inexact: { type: 'boolean', description: 'True: a whole number was too long to be kept to its last digit.' },
      broken: { type: 'array', items: { type: 'object', properties: { line: { type: 'integer' }, reason: { type: 'string' } }, required: ['line', 'reason'] }, description: 'Lines that are no JSON; at most the first 1,000.' },
      broken_count: { type: 'integer' },
    },
    required: ['path', 'value', 'inexact', 'broken', 'broken_count'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['value'],
  errors: { ...readErrors, ...tooLargeError, ...notTextError, ...tooManyError, 'bad-json': 'The file is not JSON, is nested more than 64 levels deep, or holds what can not be kept.' },
  timeout: 60_000,
  describe: (input) => `read the data in ${quoted(input.path)}`,
  perform: async (input, call) => {
    const { text } = await readText(call.ports.files, input.path, mostBytes)
    if (input.lines === true) return { path: input.path, ...readLines(text, input.path) }
    const parsed = parseJson(text)
    if ('fault' in parsed) throw new ToolError('bad-json', `${quoted(input.path)} can not be read. ${parsed.fault}`, { path: input.path })
    return { path: input.path, ...parsed, broken: [], broken_count: 0 }
  },
})

function readLines(text: string, path: string): { readonly value: readonly Json[]; readonly inexact: boolean; readonly broken: readonly Line[]; readonly broken_count: number } {
  const value: Json[] = []
  const broken: Line[] = []
  let inexact = false
  let count = 0
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue
    if (value.length >= mostRows) throw new ToolError('too-many', `${quoted(path)} has more than ${mostRows} values.`, { path })
    const parsed = parseJson(line)
    if ('value' in parsed) {
      value.push(parsed.value)
      inexact ||= parsed.inexact
    } else if (++count <= mostTold) broken.push({ line: index + 1, reason: parsed.fault.replace(/^Line 1, column/, 'Column') })
  }
  return { value, inexact, broken, broken_count: count }
}
