import { isInside } from '../../../terms/file-path.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { changeErrors } from './file-errors.ts'
import { removeEmptyFolders } from './new-folders.ts'

export const fileRemoveEmpty = defineTool({
  name: 'file.remove_empty',
  title: 'Remove an empty folder',
  description: 'Removes a folder when it is empty, and those above it up to a stated one when they are then empty too. What is not empty stays, without an error. Undoes file.make_folder.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      up_to: { type: 'string', format: 'path', description: 'The outermost folder that may go; left out: only the folder itself.' },
    },
    required: ['path'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { removed: { type: 'array', items: { type: 'string', format: 'path' } } }, required: ['removed'] },
  class: 'reversible',
  control: { path: 'path' },
  errors: changeErrors,
  idempotent: true,
  rehearse: 'overlay',
  describe: (input) => `remove the folder ${quoted(input.path)} if it is empty${input.up_to === undefined ? '' : `, and those above it up to ${quoted(input.up_to)}`}`,
  prepare: async (input, call): Promise<{ readonly existed: boolean }> => ({ existed: (await call.ports.files.facts(input.path))?.kind === 'folder' }),
  perform: async (input, call) => {
    const top = input.up_to ?? input.path
    if (!isInside(input.path, top)) throw new ToolError('bad-path', `${quoted(input.path)} does not lie in ${quoted(top)}.`, { path: input.path })
    return { removed: await removeEmptyFolders(call.ports.files, input.path, top) }
  },
  undo: (input, _output, before) => (before.existed ? { tool: 'file.make_folder', input: { path: input.path } } : undefined),
})
