import { nameOf, parentOf } from '../../../terms/file-path.ts'
import { hashJson } from '../../../terms/hash.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { changedError, changeErrors } from './file-errors.ts'
import { endsBefore, hasMoved, moveOnce, type Ends } from './move-once.ts'
import { removeNote, trashNote, trashPlace } from './trash-place.ts'

interface Before {
  readonly name: string
  readonly ends: Ends
}

export const fileTrash = defineTool({
  name: 'file.trash',
  title: 'Move to the trash',
  description: 'Moves a file or folder to the trash of the person, from where it can be put back.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: {
    type: 'object',
    properties: { trashed: { type: 'boolean' }, path: { type: 'string', format: 'path' }, name: { type: 'string', description: 'Its name in the trash.' } },
    required: ['trashed', 'path', 'name'],
  },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...changeErrors, ...changedError },
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input) => `move ${quoted(input.path)} to the trash`,
  prepare: async (input, call): Promise<Before> => {
    const name = nameInTrash(input.path, call)
    const place = await trashPlace(call.ports.files, name)
    return { name, ends: await endsBefore(call.ports.files, input.path, place.path) }
  },
  perform: async (input, call) => {
    const { files, clock } = call.ports
    const { name, ends } = call.before
    const place = await trashPlace(files, name)
    await files.makeFolder(parentOf(place.path))
    if (place.note !== undefined) await writeNote(files, place.note, trashNote(input.path, clock.now()))
    try {
      await moveOnce(files, input.path, place.path, ends, call.signal)
    } catch (error) {
      if (error instanceof ToolError && !ends.to) await removeNote(files, place.note)
      throw error
    }
    return { trashed: true, path: input.path, name }
  },
  check: async (input, call) => {
    const { name, ends } = call.before
    const happened = await hasMoved(call.ports.files, input.path, (await trashPlace(call.ports.files, name)).path, ends, call.signal)
    return happened ? { happened, output: { trashed: true, path: input.path, name } } : { happened }
  },
  undo: (input, output) => ({ tool: 'file.untrash', input: { name: output.name, path: input.path } }),
})

/** The mark keeps two files of one name apart, and is the same for every try of one deed. */
function nameInTrash(path: string, call: Pick<ToolCall, 'key'>): string {
  const name = nameOf(path)
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 && name.length - dot <= 16 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `${shortened(stem, 180)}.${hashJson([call.key, path]).slice(0, 10)}${ending}`
}

/** Cuts a text to a number of bytes without cutting a character. */
function shortened(text: string, most: number): string {
  const size = (part: string): number => new TextEncoder().encode(part).length
  const characters = [...text]
  while (size(characters.join('')) > most) characters.pop()
  return characters.join('')
}

/** A note that is there already is from an earlier try of the same deed. */
async function writeNote(files: FileSystem, note: string, text: string): Promise<void> {
  await files.makeFolder(parentOf(note))
  await files.write(note, new TextEncoder().encode(text)).catch((error: unknown) => {
    if (!(error instanceof ToolError) || error.code !== 'exists') throw error
  })
}
