import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { calendarPlace, calendarPlaceKind, changedEntry, changePlaceErrors, eventUid } from './calendar-arguments.ts'
import { eventUids, removeEvent } from './calendar-edit.ts'
import { changeEntry, checkEntry, findEntry, undoEntry, type Edit, type EntryBefore } from './entry-change.ts'
import { inPlace } from './in-place.ts'

export const calendarRemove = defineTool({
  name: 'calendar.remove',
  title: 'Remove an event',
  description: 'Removes an event with all its occurrences, or one occurrence of a series. In a folder or an account the file or item goes when nothing else is in it. Nobody is told.',
  input: {
    type: 'object',
    properties: { ...calendarPlace, uid: eventUid, occurrence: { type: 'string', maxLength: 40, description: 'Only the occurrence that would start then, as calendar.list gives its start.' } },
    required: ['uid'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { removed: { type: 'boolean' }, ...changedEntry }, required: ['removed', 'uid', 'path', 'item', 'hash'] },
  class: 'reversible',
  control: { ...calendarPlaceKind, uid: 'id' },
  oneOf: [['path', 'account']],
  network: ['account'],
  errors: changePlaceErrors,
  timeout: 60_000,
  rehearse: (input) => ({ removed: true, uid: input.uid, path: input.path ?? null, item: null, hash: null }),
  describe: (input) => `remove ${input.occurrence === undefined ? '' : `the occurrence at ${quoted(input.occurrence)} of `}the event ${quoted(input.uid)} ${inPlace(input, input.calendar)}`,
  prepare: (input, call): Promise<EntryBefore> => findEntry(call, 'calendar', { ...input, collection: input.calendar }, input.uid, eventUids),
  perform: async (input, call) => ({ removed: true, uid: input.uid, ...(await changeEntry(call, 'calendar', input.uid, call.before, editOf(input, call.before))) }),
  check: async (input, call) => {
    const found = await checkEntry(call, 'calendar', input.uid, call.before, editOf(input, call.before))
    return found === undefined ? { happened: false } : { happened: true, output: { removed: true, uid: input.uid, ...found } }
  },
  undo: (input, output, before) => undoEntry('calendar', output, before, input),
})

/** A calendar file that was named stays, even when it holds nothing any more. */
function editOf(input: { readonly uid: string; readonly occurrence?: string; readonly path?: string }, before: EntryBefore): Edit {
  return removeEvent(input.uid, input.occurrence, before.path !== null && before.path === input.path)
}
