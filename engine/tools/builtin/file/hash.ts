import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashOfFile } from './file-content.ts'
import { readErrors } from './file-errors.ts'

export const fileHash = defineTool({
  name: 'file.hash',
  title: 'Work out the hash of a file',
  description: 'Gives the SHA-256 of the content of a file, in lower-case hexadecimal. Two files with the same hash have the same content.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: { type: 'object', properties: { path: { type: 'string', format: 'path' }, hash: { type: 'string' } }, required: ['path', 'hash'] },
  class: 'read',
  control: { path: 'path' },
  errors: readErrors,
  timeout: 1_800_000,
  evidence: { name: 'file_hash', args: ['path'], value: 'hash' },
  describe: (input) => `work out the hash of ${quoted(input.path)}`,
  perform: async (input, call) => ({ path: input.path, hash: await hashOfFile(call.ports.files, input.path, call.signal) }),
})
