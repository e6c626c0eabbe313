import { davErrors } from '../../../terms/dav-port.ts'
import { hashText } from '../../../terms/hash.ts'
import { changedError, changeErrors, notTextError, readErrors, tooLargeError } from '../file/file-errors.ts'
import { entryErrors } from './entry-change.ts'
import { everyOne, placeErrors } from './sheets.ts'
import { timeErrors } from './written-event.ts'

/** Where to look: arguments of the tools that read calendars. */
export const calendarPlaces = {
  paths: { type: 'array', items: { type: 'string', format: 'path' }, minItems: 1, maxItems: 100, description: 'Calendar files (.ics), or folders of them down to four levels. Give this or account.' },
  account: { type: 'string', minLength: 1, maxLength: 64, description: 'The name of a CalDAV account.' },
  calendars: { type: 'array', items: { type: 'string', maxLength: 1000 }, maxItems: 100, default: [everyOne], description: 'Only these calendars of the account, by name; left out: all of them.' },
} as const

export const calendarPlaceKinds = { paths: 'path', account: 'id', calendars: 'id' } as const

/** Where to change: arguments of the tools that change one event. */
export const calendarPlace = {
  path: { type: 'string', format: 'path', description: 'A calendar file (.ics), or a folder with a file for each event. Give this or account.' },
  account: { type: 'string', minLength: 1, maxLength: 64, description: 'The name of a CalDAV account.' },
  calendar: { type: 'string', minLength: 1, maxLength: 1000, description: 'The calendar of the account, by name; may be left out when there is only one.' },
} as const

export const calendarPlaceKind = { path: 'path', account: 'id', calendar: 'id' } as const

/** What may be said of an event. */
export const eventFields = {
  title: { type: 'string', maxLength: 500 },
  start: { type: 'string', maxLength: 40, description: 'Such as 2026-06-01T09:00, or 2026-06-01 for whole days. Without Z or an offset it is meant in the zone.' },
  end: { type: 'string', maxLength: 40, description: 'Not part of the event: an event on one whole day ends on the next day.' },
  minutes: { type: 'integer', minimum: 0, maximum: 525_600, description: 'How long it takes, in place of end.' },
  zone: { type: 'string', maxLength: 64, description: 'A time zone such as Europe/Berlin; left out: the zone of this machine.' },
  location: { type: 'string', maxLength: 500 },
  description: { type: 'string', maxLength: 20_000 },
  repeats: { type: 'string', maxLength: 500, description: 'A rule of repetition (RFC 5545), such as FREQ=WEEKLY;BYDAY=MO;COUNT=10.' },
  busy: { type: 'boolean', description: 'False: the time stays free.' },
} as const

export const eventUid = { type: 'string', minLength: 1, maxLength: 1000, description: 'As calendar.list gives it.' } as const

/** What each tool answers that changes an event or a contact. */
export const changedEntry = {
  uid: { type: 'string' },
  path: { type: ['string', 'null'], format: 'path', description: 'The file it lies in; null in an account.' },
  item: { type: ['string', 'null'], description: 'Its path on the server of the account; null in a file.' },
  hash: { type: ['string', 'null'], description: 'SHA-256 of the text that lies there now; null: nothing does.' },
} as const

export const readPlaceErrors: { readonly [code: string]: string } = { ...readErrors, ...davErrors, ...placeErrors, 'too-many': 'More than 5,000 files and folders lie in a folder.' }

export const changePlaceErrors: { readonly [code: string]: string } = {
  ...changeErrors, ...davErrors, ...placeErrors, ...entryErrors, ...timeErrors, ...changedError, ...tooLargeError, ...notTextError,
  'too-many': 'More than 5,000 files and folders lie in a folder.',
  lost: 'What was there before is no longer kept.',
}

/** Gives the uid of a new entry: the one that was asked for, or one that is the same for every try of the same deed. */
export function uidFor(asked: string | undefined, key: string): string {
  return asked ?? `chela-${hashText(key).slice(0, 32)}`
}
