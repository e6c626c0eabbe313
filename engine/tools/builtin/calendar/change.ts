import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { calendarPlace, calendarPlaceKind, changedEntry, changePlaceErrors, eventFields, eventUid } from './calendar-arguments.ts'
import { changeEvent, eventUids } from './calendar-edit.ts'
import { changeEntry, checkEntry, findEntry, undoEntry, type EntryBefore } from './entry-change.ts'
import { inPlace } from './in-place.ts'

export const calendarChange = defineTool({
  name: 'calendar.change',
  title: 'Change an event',
  description: 'Changes what is said of an event, or of a whole series: title, times, place, text, rule. What is left out stays; an empty text is taken away. A new start keeps the length. Occurrences that were changed on their own keep what they have. Everything else in the file stays as it is, byte for byte.',
  input: { type: 'object', properties: { ...calendarPlace, uid: eventUid, ...eventFields }, required: ['uid'], additionalProperties: false },
  output: { type: 'object', properties: { changed: { type: 'boolean' }, ...changedEntry }, required: ['changed', 'uid', 'path', 'item', 'hash'] },
  class: 'reversible',
  control: { ...calendarPlaceKind, uid: 'id' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: changePlaceErrors,
  timeout: 60_000,
  rehearse: (input) => ({ changed: true, uid: input.uid, path: input.path ?? null, item: null, hash: null }),
  describe: (input) => {
    const { path: _path, account: _account, calendar: _calendar, uid, ...fields } = input
    return `change the event ${quoted(uid)} ${inPlace(input, input.calendar)}: ${Object.entries(fields).map(([name, value]) => `${name} ${quoted(value)}`).join(', ')}`
  },
  prepare: (input, call): Promise<EntryBefore> => findEntry(call, 'calendar', { ...input, collection: input.calendar }, input.uid, eventUids),
  perform: async (input, call) => ({ changed: true, uid: input.uid, ...(await changeEntry(call, 'calendar', input.uid, call.before, changeEvent(input.uid, input, call.before.stamp))) }),
  check: async (input, call) => {
    const found = await checkEntry(call, 'calendar', input.uid, call.before, changeEvent(input.uid, input, call.before.stamp))
    return found === undefined ? { happened: false } : { happened: true, output: { changed: true, uid: input.uid, ...found } }
  },
  undo: (input, output, before) => undoEntry('calendar', output, before, input),
})
