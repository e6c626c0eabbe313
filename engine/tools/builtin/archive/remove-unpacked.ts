import { isInside } from '../../../terms/file-path.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow } from '../file/file-content.ts'
import { changedError, changeErrors } from '../file/file-errors.ts'
import { mostEntries } from './open-zip.ts'
import { removeMade } from './remove-made.ts'
import { madeFileSchema } from './unzip.ts'

export const archiveRemoveUnpacked = defineTool({
  name: 'archive.remove_unpacked',
  title: 'Remove what was unpacked',
  description: 'Removes files that are still as they came out of an archive, and the folders that were made for them when they are empty. When one of the files was changed since, nothing is removed. Undoes archive.unzip.',
  input: {
    type: 'object',
    properties: {
      archive: { type: 'string', format: 'path' },
      folder: { type: 'string', format: 'path' },
      files: { type: 'array', items: madeFileSchema, maxItems: mostEntries },
      folders: { type: 'array', items: { type: 'string', format: 'path' }, maxItems: 200_000, description: 'Outer ones first.' },
      only: { type: 'string', maxLength: 1000 },
      skip_unsafe: { type: 'boolean', default: false },
    },
    required: ['archive', 'folder', 'files', 'folders'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { removed: { type: 'integer', description: 'Files that were removed.' } }, required: ['removed'] },
  class: 'reversible',
  control: { archive: 'path', folder: 'path' },
  errors: { ...changeErrors, ...changedError },
  idempotent: true,
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input) => `remove ${input.files.length} files that were unpacked into ${quoted(input.folder)}`,
  prepare: async (input, call): Promise<{ readonly there: number }> => {
    const facts = await Promise.all(input.files.map(({ path }) => call.ports.files.facts(path)))
    return { there: facts.filter((one) => one !== undefined).length }
  },
  perform: async (input, call) => {
    const { files } = call.ports
    const astray = input.files.find(({ path }) => !isInside(path, input.folder) || path === input.folder)
    if (astray !== undefined) throw new ToolError('outside', `${quoted(astray.path)} does not lie in ${quoted(input.folder)}.`, { path: astray.path })
    // Folders above the target may have been made for it; no other may go.
    const strange = input.folders.find((folder) => !isInside(folder, input.folder) && !isInside(input.folder, folder))
    if (strange !== undefined) throw new ToolError('outside', `${quoted(strange)} has nothing to do with ${quoted(input.folder)}.`, { path: strange })
    for (const { path, hash } of input.files) {
      const now = await hashNow(files, path, call.signal)
      if (now !== null && now !== hash) throw new ToolError('changed', `${quoted(path)} was changed since it was unpacked; nothing was removed.`, { path })
    }
    await removeMade(files, input.files, input.folders)
    return { removed: call.before.there }
  },
  undo: (input, _output, before) => {
    if (before.there < input.files.length) return undefined
    return { tool: 'archive.unzip', input: { archive: input.archive, folder: input.folder, ...(input.only === undefined ? {} : { only: input.only }), ...(input.skip_unsafe === true ? { skip_unsafe: true } : {}) } }
  },
})
