import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from './file-errors.ts'

export const fileKind = defineTool({
  name: 'file.kind',
  title: 'Look what is at a path',
  description: 'Tells whether a file, a folder, a link, something other or nothing is at a path.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: { type: 'object', properties: { kind: { type: 'string', enum: ['file', 'folder', 'link', 'other', 'none'] } }, required: ['kind'] },
  class: 'read',
  control: { path: 'path' },
  errors: readErrors,
  evidence: { name: 'file_kind', args: ['path'], value: 'kind' },
  describe: (input) => `look what is at ${quoted(input.path)}`,
  perform: async (input, call) => ({ kind: (await call.ports.files.facts(input.path))?.kind ?? 'none' }),
})
