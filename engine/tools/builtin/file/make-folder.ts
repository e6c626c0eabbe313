import { joinPath, nameOf } from '../../../terms/file-path.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { changeErrors } from './file-errors.ts'
import { firstMissingFolder } from './new-folders.ts'

export const fileMakeFolder = defineTool({
  name: 'file.make_folder',
  title: 'Make a folder',
  description: 'Makes a folder and the missing ones above it. A folder that is there already is no error.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: {
    type: 'object',
    properties: { made: { type: 'boolean', description: 'False: it was there already.' }, path: { type: 'string', format: 'path' } },
    required: ['made', 'path'],
  },
  class: 'reversible',
  control: { path: 'path' },
  errors: changeErrors,
  idempotent: true,
  rehearse: 'overlay',
  describe: (input) => `make the folder ${quoted(input.path)}`,
  prepare: async (input, call): Promise<{ readonly first: string | null }> => ({ first: await firstMissingFolder(call.ports.files, joinPath(input.path, nameOf(input.path))) }),
  perform: async (input, call) => {
    await call.ports.files.makeFolder(input.path)
    return { made: call.before.first !== null, path: input.path }
  },
  check: async (input, call) => {
    const happened = (await call.ports.files.facts(input.path))?.kind === 'folder'
    return happened ? { happened, output: { made: call.before.first !== null, path: input.path } } : { happened }
  },
  undo: (input, _output, before) => (before.first === null ? 'nothing' : { tool: 'file.remove_empty', input: { path: input.path, up_to: before.first } }),
})
