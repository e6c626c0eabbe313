import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { badNameError, changedError, changeErrors } from './file-errors.ts'
import { endsBefore, hasMoved, moveOnce, type Ends } from './move-once.ts'
import { withFolders } from './new-folders.ts'
import { requireName } from './rename.ts'
import { removeNote, trashPlace } from './trash-place.ts'

export const fileUntrash = defineTool({
  name: 'file.untrash',
  title: 'Put back from the trash',
  description: 'Moves something from the trash of the person to a path, with the folders it needs. Never overwrites. Undoes file.trash.',
  input: {
    type: 'object',
    properties: { name: { type: 'string', minLength: 1, maxLength: 255, description: 'Its name in the trash.' }, path: { type: 'string', format: 'path' } },
    required: ['name', 'path'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { restored: { type: 'boolean' }, path: { type: 'string', format: 'path' } }, required: ['restored', 'path'] },
  class: 'reversible',
  control: { name: 'id', path: 'path' },
  errors: { ...changeErrors, ...changedError, ...badNameError },
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input) => `put ${quoted(input.path)} back from the trash, where it is named ${quoted(input.name)}`,
  prepare: async (input, call): Promise<Ends> => {
    const place = await trashPlace(call.ports.files, requireName(input.name, input.path))
    return endsBefore(call.ports.files, place.path, input.path)
  },
  perform: async (input, call) => {
    const { files } = call.ports
    const place = await trashPlace(files, requireName(input.name, input.path))
    await withFolders(files, input.path, () => moveOnce(files, place.path, input.path, call.before, call.signal))
    await removeNote(files, place.note)
    return { restored: true, path: input.path }
  },
  check: async (input, call) => {
    const { files } = call.ports
    const place = await trashPlace(files, requireName(input.name, input.path))
    const hasNote = place.note !== undefined && (await files.facts(place.note)) !== undefined
    const happened = (await hasMoved(files, place.path, input.path, call.before, call.signal)) && !hasNote
    return happened ? { happened, output: { restored: true, path: input.path } } : { happened }
  },
  undo: (input) => ({ tool: 'file.trash', input: { path: input.path } }),
})
