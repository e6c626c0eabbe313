import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { isSameContent } from './file-content.ts'
import { changeErrors } from './file-errors.ts'
import { firstMissingFolder, withFolders } from './new-folders.ts'

export const fileCopy = defineTool({
  name: 'file.copy',
  title: 'Copy a file',
  description: 'Copies one file to an exact path, with the folders it needs, and keeps its time of change. Never overwrites.',
  input: {
    type: 'object',
    properties: { from: { type: 'string', format: 'path' }, to: { type: 'string', format: 'path', description: 'The path of the copy itself, not of its folder.' } },
    required: ['from', 'to'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { copied: { type: 'boolean' }, from: { type: 'string', format: 'path' }, to: { type: 'string', format: 'path' }, size: { type: 'integer' } },
    required: ['copied', 'from', 'to', 'size'],
  },
  class: 'reversible',
  control: { from: 'path', to: 'path' },
  errors: changeErrors,
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input) => `copy ${quoted(input.from)} to ${quoted(input.to)}`,
  prepare: async (input, call): Promise<{ readonly existed: boolean; readonly made: string | null }> => {
    const { files } = call.ports
    return { existed: (await files.facts(input.to)) !== undefined, made: await firstMissingFolder(files, input.to) }
  },
  perform: async (input, call) => {
    const { files } = call.ports
    const facts = await files.facts(input.from)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(input.from)}.`, { path: input.from })
    await withFolders(files, input.to, () => files.copy(input.from, input.to, call.signal))
    return { copied: true, from: input.from, to: input.to, size: facts.size }
  },
  check: async (input, call) => {
    const { files } = call.ports
    const target = await files.facts(input.to)
    if (call.before.existed || target === undefined) return { happened: false }
    const source = await files.facts(input.from)
    if (source === undefined) throw new ToolError('changed', `${quoted(input.from)} is gone, so the copy can not be compared.`)
    if (!(await isSameContent(files, source, target, call.signal))) return { happened: false }
    return { happened: true, output: { copied: true, from: input.from, to: input.to, size: target.size } }
  },
  undo: (input, _output, before) => ({
    tool: 'file.remove_copy',
    input: { path: input.to, of: input.from, ...(before.made === null ? {} : { remove_empty: before.made }) },
  }),
})
