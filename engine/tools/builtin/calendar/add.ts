import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { calendarPlace, calendarPlaceKind, changedEntry, changePlaceErrors, eventFields, uidFor } from './calendar-arguments.ts'
import { addEvent } from './calendar-edit.ts'
import { changeEntry, checkEntry, newEntry, undoEntry, type EntryBefore } from './entry-change.ts'
import { inPlace } from './in-place.ts'

export const calendarAdd = defineTool({
  name: 'calendar.add',
  title: 'Add an event',
  description: 'Adds an event to a calendar file, to a folder with a file for each event, or to a calendar of a CalDAV account. Everything else in the file stays as it is, byte for byte. Nobody is invited.',
  input: {
    type: 'object',
    properties: { ...calendarPlace, ...eventFields, uid: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9@._-]{0,199}$', description: 'Left out: a new one.' } },
    required: ['title', 'start'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { added: { type: 'boolean' }, ...changedEntry }, required: ['added', 'uid', 'path', 'item', 'hash'] },
  class: 'reversible',
  control: { ...calendarPlaceKind, uid: 'id' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: changePlaceErrors,
  timeout: 60_000,
  rehearse: (input) => ({ added: true, uid: uidFor(input.uid, 'rehearsal'), path: input.path ?? null, item: null, hash: null }),
  describe: (input) => `add the event ${quoted(input.title)} at ${quoted(input.start)}${input.repeats === undefined ? '' : `, again and again (${quoted(input.repeats)}),`} ${inPlace(input, input.calendar)}`,
  prepare: (input, call): Promise<EntryBefore> => newEntry(call, 'calendar', { ...input, collection: input.calendar }),
  perform: async (input, call) => {
    const uid = uidFor(input.uid, call.key)
    return { added: true, uid, ...(await changeEntry(call, 'calendar', uid, call.before, addEvent(uid, input, call.before.stamp))) }
  },
  check: async (input, call) => {
    const uid = uidFor(input.uid, call.key)
    const found = await checkEntry(call, 'calendar', uid, call.before, addEvent(uid, input, call.before.stamp))
    return found === undefined ? { happened: false } : { happened: true, output: { added: true, uid, ...found } }
  },
  undo: (input, output, before) => undoEntry('calendar', output, before, input),
})
