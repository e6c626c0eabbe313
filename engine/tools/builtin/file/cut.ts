import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { largestAppended } from './append.ts'
import { decoded } from './file-content.ts'
import { changedError, changeErrors, notTextError, tooLargeError } from './file-errors.ts'

export const fileCut = defineTool({
  name: 'file.cut',
  title: 'Cut off the end of a text file',
  description: 'Takes text off the end of a file that still has the stated size; at most 1,000,000 bytes, which can be added again. Undoes file.append.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      size: { type: 'integer', minimum: 0, description: 'Bytes the file has now.' },
      length: { type: 'integer', minimum: 0, description: 'Bytes to leave.' },
      modified: { type: 'number', description: 'The time of change to give it, in milliseconds since 1970.' },
    },
    required: ['path', 'size', 'length'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { cut: { type: 'boolean' }, path: { type: 'string', format: 'path' } }, required: ['cut', 'path'] },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...changeErrors, ...changedError, ...tooLargeError, ...notTextError },
  idempotent: true,
  rehearse: 'overlay',
  describe: (input) => `cut ${quoted(input.path)} from ${input.size} to ${input.length} bytes`,
  prepare: async (input, call): Promise<{ readonly text: string | null }> => {
    const { files } = call.ports
    const bytes = input.size - input.length
    if (bytes <= 0 || bytes > largestAppended || (await files.facts(input.path))?.size !== input.size) return { text: null }
    return { text: decoded(await files.read(input.path, { offset: input.length })) ?? null }
  },
  perform: async (input, call) => {
    const { files } = call.ports
    if (input.size - input.length > largestAppended) throw new ToolError('too-large', `At most ${largestAppended} bytes can be cut off at once.`, { path: input.path })
    const size = (await files.facts(input.path))?.size
    if (size !== input.size && size !== input.length) throw new ToolError('changed', `${quoted(input.path)} was changed since; it was left as it is.`, { path: input.path })
    if (size === input.size && size > input.length && call.before.text === null) {
      throw new ToolError('not-text', `What would be cut off ${quoted(input.path)} is not text and could not be added again.`, { path: input.path })
    }
    await files.truncate(input.path, input.length, input.modified)
    return { cut: true, path: input.path }
  },
  undo: (input, _output, before) => (before.text === null ? undefined : { tool: 'file.append', input: { path: input.path, text: before.text } }),
})
