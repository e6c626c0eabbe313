import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { changedEntry, uidFor } from '../calendar/calendar-arguments.ts'
import { changeEntry, checkEntry, newEntry, undoEntry, type EntryBefore } from '../calendar/entry-change.ts'
import { inPlace } from '../calendar/in-place.ts'
import { contactChangeErrors, contactFields, contactPlace, contactPlaceKind } from './contact-arguments.ts'
import { addContact } from './contact-edit.ts'

export const contactsAdd = defineTool({
  name: 'contacts.add',
  title: 'Add a contact',
  description: 'Adds a contact to a card file, to a folder with a file for each contact, or to an address book of a CardDAV account. Everything else in the file stays as it is, byte for byte.',
  input: {
    type: 'object',
    properties: { ...contactPlace, name: { type: 'string', minLength: 1, maxLength: 200 }, ...contactFields, uid: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9@._-]{0,199}$', description: 'Left out: a new one.' } },
    required: ['name'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { added: { type: 'boolean' }, ...changedEntry }, required: ['added', 'uid', 'path', 'item', 'hash'] },
  class: 'reversible',
  control: { ...contactPlaceKind, uid: 'id' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: contactChangeErrors,
  timeout: 60_000,
  rehearse: (input) => ({ added: true, uid: uidFor(input.uid, 'rehearsal'), path: input.path ?? null, item: null, hash: null }),
  describe: (input) => `add the contact ${quoted(input.name)} (${quoted([...(input.emails ?? []), ...(input.phones ?? [])])}) ${inPlace(input, input.book)}`,
  prepare: (input, call): Promise<EntryBefore> => newEntry(call, 'contacts', { ...input, collection: input.book }),
  perform: async (input, call) => {
    const uid = uidFor(input.uid, call.key)
    return { added: true, uid, ...(await changeEntry(call, 'contacts', uid, call.before, addContact(uid, input))) }
  },
  check: async (input, call) => {
    const uid = uidFor(input.uid, call.key)
    const found = await checkEntry(call, 'contacts', uid, call.before, addContact(uid, input))
    return found === undefined ? { happened: false } : { happened: true, output: { added: true, uid, ...found } }
  },
  undo: (input, output, before) => undoEntry('contacts', output, before, input),
})
