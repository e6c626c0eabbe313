import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from './file-errors.ts'

export const fileCount = defineTool({
  name: 'file.count',
  title: 'Count what lies in a folder',
  description: 'Gives how many files, folders and others lie directly in a folder, hidden ones too.',
  input: { type: 'object', properties: { folder: { type: 'string', format: 'path' } }, required: ['folder'], additionalProperties: false },
  output: {
    type: 'object',
    properties: { count: { type: 'integer' }, files: { type: 'integer' }, folders: { type: 'integer' } },
    required: ['count', 'files', 'folders'],
  },
  class: 'read',
  control: { folder: 'path' },
  errors: readErrors,
  evidence: { name: 'folder_count', args: ['folder'], value: 'count' },
  describe: (input) => `count what lies in ${quoted(input.folder)}`,
  perform: async (input, call) => {
    const found = await call.ports.files.list(input.folder)
    return { count: found.length, files: found.filter((facts) => facts.kind === 'file').length, folders: found.filter((facts) => facts.kind === 'folder').length }
  },
})
