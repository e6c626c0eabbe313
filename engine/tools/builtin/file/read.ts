import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { decoded } from './file-content.ts'
import { notTextError, readErrors, tooLargeError } from './file-errors.ts'

const usual = 1_000_000
const most = 16_000_000

export const fileRead = defineTool({
  name: 'file.read',
  title: 'Read a text file',
  description: 'Gives the whole text of a file in UTF-8. The text counts as written by others.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      max: { type: 'integer', minimum: 0, maximum: most, default: usual, description: 'Bytes; a longer file is an error, never a part of it.' },
    },
    required: ['path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, content: { type: 'string' }, size: { type: 'integer' } },
    required: ['path', 'content', 'size'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['content'],
  errors: { ...readErrors, ...tooLargeError, ...notTextError },
  describe: (input) => `read ${quoted(input.path)}`,
  perform: async (input, call) => {
    const limit = Math.min(input.max ?? usual, most)
    const bytes = await call.ports.files.read(input.path, { length: limit + 1 })
    if (bytes.length > limit) throw new ToolError('too-large', `${quoted(input.path)} is longer than ${limit} bytes.`, { path: input.path, max: limit })
    const content = decoded(bytes)
    if (content === undefined) throw new ToolError('not-text', `${quoted(input.path)} is not text in UTF-8.`, { path: input.path })
    return { path: input.path, content, size: bytes.length }
  },
})
