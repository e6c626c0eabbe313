import { joinPath, nameOf, parentOf } from '../../../terms/file-path.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { badNameError, changedError, changeErrors } from './file-errors.ts'
import { endsBefore, hasMoved, moveOnce, type Ends } from './move-once.ts'

export const fileRename = defineTool({
  name: 'file.rename',
  title: 'Rename a file or folder',
  description: 'Gives a file or folder a new name in the same folder. Never overwrites.',
  input: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, name: { type: 'string', minLength: 1, maxLength: 255, description: 'The new name, without a folder.' } },
    required: ['path', 'name'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { renamed: { type: 'boolean' }, from: { type: 'string', format: 'path' }, to: { type: 'string', format: 'path' } },
    required: ['renamed', 'from', 'to'],
  },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...changeErrors, ...changedError, ...badNameError },
  rehearse: 'overlay',
  describe: (input) => `rename ${quoted(input.path)} to ${quoted(input.name)}`,
  prepare: async (input, call): Promise<{ readonly ends: Ends }> => ({ ends: await endsBefore(call.ports.files, input.path, targetOf(input)) }),
  perform: async (input, call) => {
    await moveOnce(call.ports.files, input.path, targetOf(input), call.before.ends, call.signal)
    return { renamed: true, from: input.path, to: targetOf(input) }
  },
  check: async (input, call) => {
    const happened = await hasMoved(call.ports.files, input.path, targetOf(input), call.before.ends, call.signal)
    return happened ? { happened, output: { renamed: true, from: input.path, to: targetOf(input) } } : { happened }
  },
  undo: (input, output) => ({ tool: 'file.rename', input: { path: output.to, name: nameOf(input.path) } }),
})

function targetOf(input: { readonly path: string; readonly name: string }): string {
  return joinPath(parentOf(input.path), requireName(input.name, input.path))
}

/** Gives the name when it is one that lies in the folder of `path`; fails with `bad-name`. A `\` is a letter on POSIX. */
export function requireName(name: string, path: string): string {
  const separator = path.startsWith('/') ? /[/\0]/ : /[/\\:\0]/
  if (name !== '' && name !== '.' && name !== '..' && !separator.test(name)) return name
  throw new ToolError('bad-name', `${quoted(name)} is not a name of its own: it is empty, leads elsewhere or holds a separator.`, { name })
}
