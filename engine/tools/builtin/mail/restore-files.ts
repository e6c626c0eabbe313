import { joinPath } from '../../../terms/file-path.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, keepFile } from '../file/file-content.ts'
import { changedError, changeErrors, tooLargeError } from '../file/file-errors.ts'
import { firstMissingFolder, removeEmptyFolders, withFolders } from '../file/new-folders.ts'

const hash = { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the content; null: no file.' } as const

interface RestoreInput {
  readonly folder: string
  readonly files: readonly { readonly name: string; readonly now: string | null; readonly was: string | null }[]
  readonly remove_empty?: string
}

export const mailRestoreFiles = defineTool({
  name: 'mail.restore_files',
  title: 'Take saved attachments away again',
  description: 'Brings files of one folder back to what they held, from what was kept aside, or removes those that were not there before. Only when every file is as stated. Undoes mail.attachments.',
  input: {
    type: 'object',
    properties: {
      folder: { type: 'string', format: 'path' },
      files: {
        type: 'array',
        maxItems: 500,
        items: { type: 'object', properties: { name: { type: 'string', pattern: '^[^/\\\\]+$', minLength: 1, maxLength: 255 }, now: hash, was: hash }, required: ['name', 'now', 'was'], additionalProperties: false },
      },
      remove_empty: { type: 'string', format: 'path', description: 'The outermost of the folders that may go when they are left empty.' },
    },
    required: ['folder', 'files'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { restored: { type: 'integer' } }, required: ['restored'] },
  class: 'reversible',
  control: { folder: 'path' },
  errors: { ...changeErrors, ...changedError, ...tooLargeError, lost: 'An earlier content is no longer kept.' },
  idempotent: true,
  timeout: 120_000,
  rehearse: 'overlay',
  describe: (input: RestoreInput) => `bring ${input.files.length} files in ${quoted(input.folder)} back to what they were`,
  prepare: async (input: RestoreInput, call): Promise<{ readonly made: string | null }> => {
    for (const { name } of input.files) await keepFile(call.ports.files, call.ports.blobs, pathOf(input, name))
    return { made: await firstMissingFolder(call.ports.files, joinPath(input.folder, 'x')) }
  },
  perform: async (input: RestoreInput, call) => {
    const { files } = call.ports
    for (const { name, now, was } of input.files) {
      const current = await hashNow(files, pathOf(input, name), call.signal)
      if (current !== now && current !== was) throw new ToolError('changed', `${quoted(name)} was changed since; all were left as they are.`)
      if (current !== was && was !== null && (await call.ports.blobs.get(was)) === undefined) throw new ToolError('lost', `What ${quoted(name)} held before is no longer kept.`)
    }
    for (const one of input.files) await restoreOne(input, one, call)
    if (input.remove_empty !== undefined) await removeEmptyFolders(files, input.folder, input.remove_empty)
    return { restored: input.files.length }
  },
  undo: (input: RestoreInput, _output, before) => ({
    tool: 'mail.restore_files',
    input: { folder: input.folder, files: input.files.map(({ name, now, was }) => ({ name, now: was, was: now })), ...(before?.made == null ? {} : { remove_empty: before.made }) },
  }),
})

async function restoreOne(input: RestoreInput, { name, was }: RestoreInput['files'][number], call: Omit<ToolCall, 'before'>): Promise<void> {
  const { files, blobs } = call.ports
  const path = pathOf(input, name)
  const current = await hashNow(files, path, call.signal)
  if (current === was) return
  const bytes = was === null ? undefined : await blobs.get(was)
  if (bytes === undefined) await files.removeFile(path)
  else await withFolders(files, path, () => files.write(path, bytes, { replace: current !== null }))
}

function pathOf(input: RestoreInput, name: string): string {
  if (name === '.' || name === '..') throw new ToolError('bad-path', `${quoted(name)} is no name of a file.`)
  return joinPath(input.folder, name)
}
