import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { isoTime } from '../file/iso-time.ts'
import { calendarPlaceKinds, calendarPlaces, readPlaceErrors } from './calendar-arguments.ts'
import { amongPlaces } from './in-place.ts'
import { readSpan, spanFields, type Found } from './read-span.ts'
import { timeErrors } from './written-event.ts'

const usual = 500

export const calendarList = defineTool({
  name: 'calendar.list',
  title: 'List events',
  description: 'Gives what happens in a span of time, in order, from calendar files, folders of them, or a CalDAV account. Series are unfolded, exceptions and time zones are followed. Events that make no sense are passed over and counted. Titles, places and texts count as written by others.',
  input: {
    type: 'object',
    properties: { ...calendarPlaces, ...spanFields, most: { type: 'integer', minimum: 1, maximum: 5000, default: usual } },
    required: ['from', 'to'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      events: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            uid: { type: 'string' }, title: { type: 'string' }, location: { type: 'string' }, description: { type: 'string' }, organizer: { type: 'string' },
            start: { type: 'string', format: 'date-time' }, end: { type: 'string', format: 'date-time' }, all_day: { type: 'boolean' }, recurring: { type: 'boolean' },
            busy: { type: 'boolean' }, status: { enum: ['confirmed', 'tentative', 'cancelled'] }, source: { type: 'string', description: 'The file, or the calendar of the account.' },
          },
          required: ['uid', 'title', 'start', 'end', 'all_day', 'recurring', 'busy', 'status', 'source'],
        },
      },
      zone: { type: 'string' },
      skipped: { type: 'integer', description: 'Events and files that could not be understood.' },
      truncated: { type: 'boolean', description: 'There may be more.' },
    },
    required: ['events', 'zone', 'skipped', 'truncated'],
  },
  class: 'read',
  control: calendarPlaceKinds,
  oneOf: [['paths', 'account']],
  network: ['account'],
  untrusted: ['events.*.title', 'events.*.location', 'events.*.description', 'events.*.organizer'],
  private: ['events.*.location', 'events.*.organizer'],
  errors: { ...readPlaceErrors, ...timeErrors },
  personal: 'calendar',
  timeout: 120_000,
  describe: (input) => `list the events from ${quoted(input.from)} to ${quoted(input.to)} ${amongPlaces(input, input.calendars)}`,
  perform: async (input, call) => {
    const found = await readSpan(call, input)
    const most = input.most ?? usual
    return {
      events: found.occurrences.slice(0, most).map(shownEvent),
      zone: found.span.zone,
      skipped: found.skipped,
      truncated: found.truncated || found.occurrences.length > most,
    }
  },
})

function shownEvent({ event, start, end, recurring, sheet }: Found['occurrences'][number]) {
  const { uid, title, location, description, organizer, busy, status, allDay } = event
  return { uid, title, location, description, organizer, start: isoTime(start), end: isoTime(end), all_day: allDay, recurring, busy, status, source: sheet.source }
}
