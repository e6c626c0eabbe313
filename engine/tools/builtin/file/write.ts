import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { encoded, hashNow, hashOfBytes, keepFile, type Kept } from './file-content.ts'
import { changedError, changeErrors, notTextError, tooLargeError } from './file-errors.ts'
import { firstMissingFolder, withFolders } from './new-folders.ts'

interface Before {
  /** Whether anything was there; `kept` is its content where that was to be replaced. */
  readonly existed: boolean
  readonly kept: Kept | null
  readonly made: string | null
}

export const fileWrite = defineTool({
  name: 'file.write',
  title: 'Write a text file',
  description: 'Writes a text to a file in UTF-8, in one step, with the folders it needs. A file that is there is an error unless replace is true; then its content is kept for undo.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      text: { type: 'string', maxLength: 16_000_000 },
      replace: { type: 'boolean', default: false },
    },
    required: ['path', 'text'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { written: { type: 'boolean' }, path: { type: 'string', format: 'path' }, size: { type: 'integer' }, hash: { type: 'string' } },
    required: ['written', 'path', 'size', 'hash'],
  },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...changeErrors, ...changedError, ...tooLargeError, ...notTextError },
  timeout: 60_000,
  rehearse: 'overlay',
  describe: (input) => `${input.replace === true ? 'write or replace' : 'write'} ${quoted(input.path)} with ${input.text.length} characters: ${quoted(input.text)}`,
  prepare: async (input, call): Promise<Before> => {
    const { files, blobs } = call.ports
    const existed = (await files.facts(input.path)) !== undefined
    const kept = existed && input.replace === true ? await keepFile(files, blobs, input.path) : null
    return { existed, kept, made: await firstMissingFolder(files, input.path) }
  },
  perform: async (input, call) => {
    const { files } = call.ports
    const bytes = encoded(input.text)
    const { kept } = call.before
    if (kept !== null && (await hashNow(files, input.path, call.signal)) !== kept.hash) {
      throw new ToolError('changed', `${quoted(input.path)} was changed by somebody else just now.`, { path: input.path })
    }
    await withFolders(files, input.path, () => files.write(input.path, bytes, { replace: kept !== null }))
    return answer(input.path, bytes)
  },
  check: async (input, call) => {
    const bytes = encoded(input.text)
    const now = await hashNow(call.ports.files, input.path, call.signal)
    const { existed, kept } = call.before
    if (existed && kept === null) return { happened: false }
    if (now === hashOfBytes(bytes)) return { happened: true, output: answer(input.path, bytes) }
    if (now === (kept?.hash ?? null)) return { happened: false }
    throw new ToolError('changed', `${quoted(input.path)} holds neither what was there nor what was to be written.`, { path: input.path })
  },
  undo: (input, output, before) => ({
    tool: 'file.restore',
    input: {
      path: input.path,
      now: output.hash,
      was: before.kept?.hash ?? null,
      ...(before.kept === null ? {} : { modified: before.kept.modified }),
      ...(before.made === null ? {} : { remove_empty: before.made }),
    },
  }),
})

function answer(path: string, bytes: Uint8Array): { written: boolean; path: string; size: number; hash: string } {
  return { written: true, path, size: bytes.length, hash: hashOfBytes(bytes) }
}
