import { parentOf } from '../../../terms/file-path.ts'
import type { FileSystem, ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, keepFile, type Kept } from './file-content.ts'
import { changedError, changeErrors, tooLargeError } from './file-errors.ts'
import { firstMissingFolder, removeEmptyFolders, withFolders } from './new-folders.ts'

const hash = { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the content; null: no file.' } as const

export const fileRestore = defineTool({
  name: 'file.restore',
  title: 'Bring a file back to an earlier content',
  description: 'Gives a file the content it had, from what was kept aside, or removes a file that was not there before. Only when the file is still as stated; what it replaces is kept aside in turn. Undoes file.write and file.append.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      now: hash,
      was: hash,
      modified: { type: 'number', description: 'The time of change to give it, in milliseconds since 1970.' },
      remove_empty: { type: 'string', format: 'path', description: 'The outermost of the folders around it that may go when they are left empty.' },
    },
    required: ['path', 'now', 'was'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { restored: { type: 'boolean' }, path: { type: 'string', format: 'path' } }, required: ['restored', 'path'] },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...changeErrors, ...changedError, ...tooLargeError, lost: 'The earlier content is no longer kept.' },
  idempotent: true,
  timeout: 60_000,
  rehearse: 'overlay',
  describe: (input) => (input.was === null ? `remove ${quoted(input.path)}, which was not there before` : `bring ${quoted(input.path)} back to what it held before`),
  prepare: async (input: RestoreInput, call): Promise<Before> => {
    const { files, blobs } = call.ports
    return { kept: await keepFile(files, blobs, input.path), made: await firstMissingFolder(files, input.path) }
  },
  perform: async (input: RestoreInput, call) => {
    const { files } = call.ports
    const current = await hashNow(files, input.path, call.signal)
    if (current !== input.was && current !== input.now) {
      throw new ToolError('changed', `${quoted(input.path)} was changed since; it was left as it is.`, { path: input.path })
    }
    if (input.was === null) await remove(files, input, current !== null)
    else if (current !== input.was) await bringBack(call.ports, input, input.was)
    else await setTime(files, input)
    return { restored: true, path: input.path }
  },
  undo: (input, _output, before) => ({
    tool: 'file.restore',
    input: {
      path: input.path,
      now: input.was,
      was: input.now,
      ...(before.kept === null ? {} : { modified: before.kept.modified }),
      ...(before.made === null ? {} : { remove_empty: before.made }),
    },
  }),
})

interface Before {
  readonly kept: Kept | null
  readonly made: string | null
}

interface RestoreInput {
  readonly path: string
  readonly now: string | null
  readonly was: string | null
  readonly modified?: number
  readonly remove_empty?: string
}

async function remove(files: FileSystem, input: RestoreInput, there: boolean): Promise<void> {
  if (there) await files.removeFile(input.path)
  if (input.remove_empty !== undefined) await removeEmptyFolders(files, parentOf(input.path), input.remove_empty)
}

async function bringBack(ports: ToolPorts, input: RestoreInput, was: string): Promise<void> {
  const bytes = await ports.blobs.get(was)
  if (bytes === undefined) throw new ToolError('lost', `What ${quoted(input.path)} held before is no longer kept.`, { path: input.path })
  const time = input.modified === undefined ? {} : { modified: input.modified }
  await withFolders(ports.files, input.path, () => ports.files.write(input.path, bytes, { replace: input.now !== null, ...time }))
}

/** The content is right already; only the time of change may be another. */
async function setTime(files: FileSystem, input: RestoreInput): Promise<void> {
  const facts = await files.facts(input.path)
  if (facts !== undefined && input.modified !== undefined) await files.truncate(input.path, facts.size, input.modified)
}
