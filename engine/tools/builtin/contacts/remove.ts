import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { changedEntry } from '../calendar/calendar-arguments.ts'
import { changeEntry, checkEntry, findEntry, undoEntry, type Edit, type EntryBefore } from '../calendar/entry-change.ts'
import { inPlace } from '../calendar/in-place.ts'
import { contactChangeErrors, contactPlace, contactUid } from './contact-arguments.ts'
import { contactUids, removeContact } from './contact-edit.ts'

export const contactsRemove = defineTool({
  name: 'contacts.remove',
  title: 'Remove a contact',
  description: 'Removes a contact. In a folder or an account the file or item goes when nothing else is in it.',
  input: { type: 'object', properties: { ...contactPlace, uid: contactUid }, required: ['uid'], additionalProperties: false },
  output: { type: 'object', properties: { removed: { type: 'boolean' }, ...changedEntry }, required: ['removed', 'uid', 'path', 'item', 'hash'] },
  class: 'reversible',
  control: { path: 'path', account: 'id', book: 'id', uid: 'id' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: contactChangeErrors,
  timeout: 60_000,
  rehearse: (input) => ({ removed: true, uid: input.uid, path: input.path ?? null, item: null, hash: null }),
  describe: (input) => `remove the contact ${quoted(input.uid)} ${inPlace(input, input.book)}`,
  prepare: (input, call): Promise<EntryBefore> => findEntry(call, 'contacts', { ...input, collection: input.book }, input.uid, contactUids),
  perform: async (input, call) => ({ removed: true, uid: input.uid, ...(await changeEntry(call, 'contacts', input.uid, call.before, editOf(input, call.before))) }),
  check: async (input, call) => {
    const found = await checkEntry(call, 'contacts', input.uid, call.before, editOf(input, call.before))
    return found === undefined ? { happened: false } : { happened: true, output: { removed: true, uid: input.uid, ...found } }
  },
  undo: (input, output, before) => undoEntry('contacts', output, before, input),
})

/** A card file that was named stays, even when it holds nothing any more. */
function editOf(input: { readonly uid: string; readonly path?: string }, before: EntryBefore): Edit {
  return removeContact(input.uid, before.path !== null && before.path === input.path)
}
