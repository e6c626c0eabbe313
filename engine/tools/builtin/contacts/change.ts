import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { changedEntry } from '../calendar/calendar-arguments.ts'
import { changeEntry, checkEntry, findEntry, undoEntry, type EntryBefore } from '../calendar/entry-change.ts'
import { inPlace } from '../calendar/in-place.ts'
import { contactChangeErrors, contactFields, contactPlace, contactPlaceKind, contactUid } from './contact-arguments.ts'
import { changeContact, contactUids } from './contact-edit.ts'

export const contactsChange = defineTool({
  name: 'contacts.change',
  title: 'Change a contact',
  description: 'Changes what is said of a contact. What is left out stays; an empty text or list is taken away; a list replaces the old one, and values that stay keep what is noted with them. Everything else in the file stays as it is, byte for byte.',
  input: { type: 'object', properties: { ...contactPlace, uid: contactUid, name: { type: 'string', minLength: 1, maxLength: 200 }, ...contactFields }, required: ['uid'], additionalProperties: false },
  output: { type: 'object', properties: { changed: { type: 'boolean' }, ...changedEntry }, required: ['changed', 'uid', 'path', 'item', 'hash'] },
  class: 'reversible',
  control: { ...contactPlaceKind, uid: 'id' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: contactChangeErrors,
  timeout: 60_000,
  rehearse: (input) => ({ changed: true, uid: input.uid, path: input.path ?? null, item: null, hash: null }),
  describe: (input) => {
    const { path: _path, account: _account, book: _book, uid, ...fields } = input
    return `change the contact ${quoted(uid)} ${inPlace(input, input.book)}: ${Object.entries(fields).map(([name, value]) => `${name} ${quoted(value)}`).join(', ')}`
  },
  prepare: (input, call): Promise<EntryBefore> => findEntry(call, 'contacts', { ...input, collection: input.book }, input.uid, contactUids),
  perform: async (input, call) => ({ changed: true, uid: input.uid, ...(await changeEntry(call, 'contacts', input.uid, call.before, changeContact(input.uid, input))) }),
  check: async (input, call) => {
    const found = await checkEntry(call, 'contacts', input.uid, call.before, changeContact(input.uid, input))
    return found === undefined ? { happened: false } : { happened: true, output: { changed: true, uid: input.uid, ...found } }
  },
  undo: (input, output, before) => undoEntry('contacts', output, before, input),
})
