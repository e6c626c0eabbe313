import { ToolError, type Reversal } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { decoded, encoded, hashOfBytes } from './file-content.ts'
import { changedError, changeErrors, notTextError, tooLargeError } from './file-errors.ts'

export const largestAppended = 1_000_000

interface Before {
  /** Bytes; null when the file was not there. */
  readonly size: number | null
  readonly modified: number
}

export const fileAppend = defineTool({
  name: 'file.append',
  title: 'Add to a text file',
  description: 'Adds a text to the end of a file, or begins the file with it; its folder must be there. Additions to one file follow one another: when somebody else adds in the same moment it fails with changed and nothing is added.',
  input: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, text: { type: 'string', minLength: 1, maxLength: largestAppended } },
    required: ['path', 'text'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { appended: { type: 'boolean' }, path: { type: 'string', format: 'path' }, size: { type: 'integer', description: 'Bytes of the file afterwards.' } },
    required: ['appended', 'path', 'size'],
  },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...changeErrors, ...changedError, ...tooLargeError, ...notTextError },
  rehearse: 'overlay',
  describe: (input) => `add to ${quoted(input.path)}: ${quoted(input.text)}`,
  prepare: async (input, call): Promise<Before> => {
    const facts = await call.ports.files.facts(input.path)
    return { size: facts?.size ?? null, modified: facts?.modified ?? 0 }
  },
  perform: async (input, call) => {
    const { files } = call.ports
    const bytes = textBytes(input.text)
    const size = (await files.facts(input.path))?.size ?? null
    if (size !== call.before.size) throw new ToolError('changed', `${quoted(input.path)} grew or shrank just now.`, { path: input.path })
    await (size === null ? files.write(input.path, bytes) : files.append(input.path, bytes))
    return answer(input.path, (size ?? 0) + bytes.length)
  },
  check: async (input, call) => {
    const { files } = call.ports
    const bytes = textBytes(input.text)
    const start = call.before.size ?? 0
    const facts = await files.facts(input.path)
    if ((facts?.size ?? null) === call.before.size) return { happened: false }
    const added = facts?.size === start + bytes.length ? decoded(await files.read(input.path, { offset: start })) : undefined
    if (added === input.text) return { happened: true, output: answer(input.path, start + bytes.length) }
    throw new ToolError('changed', `${quoted(input.path)} changed, but not only by this text.`, { path: input.path })
  },
  undo: (input, output, before): Reversal => {
    if (before.size === null) return { tool: 'file.restore', input: { path: input.path, now: hashOfBytes(encoded(input.text)), was: null } }
    return { tool: 'file.cut', input: { path: input.path, size: output.size, length: before.size, modified: before.modified } }
  },
})

function textBytes(text: string): Uint8Array {
  const bytes = encoded(text)
  if (bytes.length <= largestAppended) return bytes
  throw new ToolError('too-large', `The text has ${bytes.length} bytes; at most ${largestAppended} can be added at once.`, { size: bytes.length })
}

function answer(path: string, size: number): { appended: boolean; path: string; size: number } {
  return { appended: true, path, size }
}
