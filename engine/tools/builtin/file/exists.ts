import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from './file-errors.ts'

export const fileExists = defineTool({
  name: 'file.exists',
  title: 'Look whether something is there',
  description: 'Tells whether a file, a folder or anything else is at a path.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: { type: 'object', properties: { exists: { type: 'boolean' } }, required: ['exists'] },
  class: 'read',
  control: { path: 'path' },
  errors: readErrors,
  evidence: { name: 'file_exists', args: ['path'], value: 'exists' },
  describe: (input) => `look whether ${quoted(input.path)} is there`,
  perform: async (input, call) => ({ exists: (await call.ports.files.facts(input.path)) !== undefined }),
})
