import { parseDocument } from '../../../document/parse-document.ts'
import { plainValue } from '../../../document/plain-value.ts'
import { positionAt } from '../../../terms/position.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { notTextError, readErrors, tooLargeError } from '../file/file-errors.ts'
import { oddValue } from './parse-json.ts'
import { readText } from './read-bytes.ts'

const mostBytes = 1_048_576

export const dataReadYaml = defineTool({
  name: 'data.read_yaml',
  title: 'Read a YAML file',
  description: 'Gives the value in a YAML 1.2 file of one document and at most 1 MB. Aliases are followed within bounds; tags, merge keys, keys that are no text and keys that stand twice are errors. The value counts as written by others.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: { type: 'object', properties: { path: { type: 'string', format: 'path' }, value: { description: 'What the file says; null for an empty one.' } }, required: ['path', 'value'] },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['value'],
  errors: { ...readErrors, ...tooLargeError, ...notTextError, 'bad-yaml': 'The file is not YAML of one document, or uses what is not read; the message says where.' },
  describe: (input) => `read the data in ${quoted(input.path)}`,
  perform: async (input, call) => {
    const { text } = await readText(call.ports.files, input.path, mostBytes)
    const { root, diagnostics } = parseDocument(text)
    const fault = diagnostics.find((diagnostic) => diagnostic.severity === 'error')
    if (fault !== undefined) throw badYaml(input.path, text, fault.range.start, fault.message)
    const value = root === undefined ? null : plainValue(root)
    const odd = oddValue(value)
    if (odd !== undefined) throw badYaml(input.path, text, 0, odd)
    return { path: input.path, value }
  },
})

function badYaml(path: string, text: string, offset: number, message: string): ToolError {
  const { line, column } = positionAt(text, offset)
  return new ToolError('bad-yaml', `${quoted(path)} can not be read. Line ${line}, column ${column}: ${message}`, { path, line })
}
