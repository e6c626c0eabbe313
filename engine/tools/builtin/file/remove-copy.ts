import { parentOf } from '../../../terms/file-path.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { isSameContent } from './file-content.ts'
import { changeErrors } from './file-errors.ts'
import { hasEmptyFolders, removeEmptyFolders } from './new-folders.ts'

export const fileRemoveCopy = defineTool({
  name: 'file.remove_copy',
  title: 'Remove a copy',
  description: 'Removes a file that is, byte for byte, the same as another one that stays. Undoes file.copy.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      of: { type: 'string', format: 'path', description: 'The file that stays.' },
      remove_empty: { type: 'string', format: 'path', description: 'The outermost of the folders around it that may go when they are left empty.' },
    },
    required: ['path', 'of'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { removed: { type: 'boolean' }, path: { type: 'string', format: 'path' } }, required: ['removed', 'path'] },
  class: 'reversible',
  control: { path: 'path', of: 'path' },
  errors: { ...changeErrors, differs: 'The two files are not the same, or are one and the same file.' },
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input) => `remove ${quoted(input.path)}, a copy of ${quoted(input.of)}`,
  prepare: async (input, call): Promise<{ readonly existed: boolean }> => ({ existed: (await call.ports.files.facts(input.path)) !== undefined }),
  perform: async (input, call) => {
    const { files } = call.ports
    const [copy, original] = [await files.facts(input.path), await files.facts(input.of)]
    // It was there: a try that broke off has removed it, and maybe not the folders around it.
    if (copy === undefined && call.before.existed) return finished(input, files)
    if (copy === undefined) throw new ToolError('missing', `There is nothing at ${quoted(input.path)}.`, { path: input.path })
    if (original === undefined) throw new ToolError('missing', `There is nothing at ${quoted(input.of)}.`, { path: input.of })
    if (input.path === input.of || !(await isSameContent(files, copy, original, call.signal))) {
      throw new ToolError('differs', `${quoted(input.path)} is no copy of ${quoted(input.of)}.`, { path: input.path })
    }
    await files.removeFile(input.path)
    return finished(input, files)
  },
  check: async (input, call) => {
    const { files } = call.ports
    const isGone = call.before.existed && (await files.facts(input.path)) === undefined
    const happened = isGone && !(input.remove_empty !== undefined && (await hasEmptyFolders(files, parentOf(input.path), input.remove_empty)))
    return happened ? { happened, output: { removed: true, path: input.path } } : { happened }
  },
  undo: (input) => ({ tool: 'file.copy', input: { from: input.of, to: input.path } }),
})

async function finished(input: { readonly path: string; readonly remove_empty?: string }, files: FileSystem): Promise<{ readonly removed: boolean; readonly path: string }> {
  if (input.remove_empty !== undefined) await removeEmptyFolders(files, parentOf(input.path), input.remove_empty)
  return { removed: true, path: input.path }
}
