import { parentOf } from '../../../terms/file-path.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { changedError, changeErrors } from './file-errors.ts'
import { endsBefore, hasMoved, moveOnce, type Ends } from './move-once.ts'
import { firstMissingFolder, hasEmptyFolders, removeEmptyFolders, withFolders } from './new-folders.ts'

interface Before {
  readonly ends: Ends
  readonly made: string | null
}

export const fileMove = defineTool({
  name: 'file.move',
  title: 'Move a file or folder',
  description: 'Moves a file or a whole folder to an exact path, with the folders it needs. Never overwrites.',
  input: {
    type: 'object',
    properties: {
      from: { type: 'string', format: 'path' },
      to: { type: 'string', format: 'path', description: 'The new path itself, not the folder it goes into.' },
      remove_empty: { type: 'string', format: 'path', description: 'The outermost of the folders around the old path that may go when they are left empty.' },
    },
    required: ['from', 'to'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { moved: { type: 'boolean' }, from: { type: 'string', format: 'path' }, to: { type: 'string', format: 'path' } },
    required: ['moved', 'from', 'to'],
  },
  class: 'reversible',
  control: { from: 'path', to: 'path' },
  errors: { ...changeErrors, ...changedError },
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input) => `move ${quoted(input.from)} to ${quoted(input.to)}`,
  prepare: async (input, call): Promise<Before> => {
    const { files } = call.ports
    return { ends: await endsBefore(files, input.from, input.to), made: await firstMissingFolder(files, input.to) }
  },
  perform: async (input, call) => {
    const { files } = call.ports
    await withFolders(files, input.to, () => moveOnce(files, input.from, input.to, call.before.ends, call.signal))
    if (input.remove_empty !== undefined) await removeEmptyFolders(files, parentOf(input.from), input.remove_empty)
    return answer(input)
  },
  check: async (input, call) => {
    const { files } = call.ports
    const hasFolders = input.remove_empty !== undefined && (await hasEmptyFolders(files, parentOf(input.from), input.remove_empty))
    const happened = (await hasMoved(files, input.from, input.to, call.before.ends, call.signal)) && !hasFolders
    return happened ? { happened, output: answer(input) } : { happened }
  },
  undo: (input, _output, before) => ({
    tool: 'file.move',
    input: { from: input.to, to: input.from, ...(before.made === null ? {} : { remove_empty: before.made }) },
  }),
})

function answer(input: { readonly from: string; readonly to: string }): { moved: boolean; from: string; to: string } {
  return { moved: true, from: input.from, to: input.to }
}
