import { parentOf } from '../../../terms/file-path.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from './file-errors.ts'
import { isoTime } from './iso-time.ts'

export const fileFacts = defineTool({
  name: 'file.facts',
  title: 'Look at size and time of a file',
  description: 'Gives the name, kind, size and time of change of a file or folder. The size of a folder is 0.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      name: { type: 'string' },
      kind: { type: 'string', enum: ['file', 'folder', 'link', 'other'] },
      size: { type: 'integer', description: 'Bytes.' },
      modified: { type: 'string', format: 'date-time' },
      folder: { type: 'string', format: 'path' },
    },
    required: ['path', 'name', 'kind', 'size', 'modified', 'folder'],
  },
  class: 'read',
  control: { path: 'path' },
  errors: readErrors,
  evidence: { name: 'file_size', args: ['path'], value: 'size' },
  describe: (input) => `look at size and time of ${quoted(input.path)}`,
  perform: async (input, call) => {
    const facts = await call.ports.files.facts(input.path)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(input.path)}.`, { path: input.path })
    return { path: facts.path, name: facts.name, kind: facts.kind, size: facts.size, modified: isoTime(facts.modified), folder: parentOf(facts.path) }
  },
})
