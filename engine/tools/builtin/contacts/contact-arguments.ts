import { changePlaceErrors as changeErrors, readPlaceErrors } from '../calendar/calendar-arguments.ts'
import { everyOne } from '../calendar/sheets.ts'

/** Where to look: arguments of the tools that read contacts. */
export const contactPlaces = {
  paths: { type: 'array', items: { type: 'string', format: 'path' }, minItems: 1, maxItems: 100, description: 'Card files (.vcf), or folders of them down to four levels. Give this or account.' },
  account: { type: 'string', minLength: 1, maxLength: 64, description: 'The name of a CardDAV account.' },
  books: { type: 'array', items: { type: 'string', maxLength: 1000 }, maxItems: 100, default: [everyOne], description: 'Only these address books of the account, by name; left out: all of them.' },
} as const

export const contactPlaceKinds = { paths: 'path', account: 'id', books: 'id' } as const

/** Where to change: arguments of the tools that change one contact. */
export const contactPlace = {
  path: { type: 'string', format: 'path', description: 'A card file (.vcf), or a folder with a file for each contact. Give this or account.' },
  account: { type: 'string', minLength: 1, maxLength: 64, description: 'The name of a CardDAV account.' },
  book: { type: 'string', minLength: 1, maxLength: 1000, description: 'The address book of the account, by name; may be left out when there is only one.' },
} as const

/*
 * Mail addresses and telephone numbers count as control arguments: what stands in the address book is later taken as who a
 * person is, so text that others wrote must not get there unasked.
 */
export const contactPlaceKind = { path: 'path', account: 'id', book: 'id', emails: 'address', phones: 'address' } as const

/** What may be said of a contact. */
export const contactFields = {
  given: { type: 'string', maxLength: 200 },
  family: { type: 'string', maxLength: 200 },
  emails: { type: 'array', items: { type: 'string', pattern: '^[^\\s@<>,;"]+@[^\\s@<>,;"]+$', maxLength: 320 }, maxItems: 50 },
  phones: { type: 'array', items: { type: 'string', pattern: '^[+0-9][0-9 ()./#*-]{1,40}$' }, maxItems: 50 },
  organization: { type: 'string', maxLength: 200 },
  title: { type: 'string', maxLength: 200 },
  note: { type: 'string', maxLength: 20_000 },
  birthday: { type: 'string', pattern: '^$|^([0-9]{4}|-)-?[0-9]{2}-?[0-9]{2}$', description: 'Such as 1980-05-17, or --0517 without a year.' },
  url: { type: 'string', maxLength: 2000 },
} as const

export const contactUid = { type: 'string', minLength: 1, maxLength: 1000, description: 'As contacts.list gives it.' } as const

export const contactReadErrors = readPlaceErrors

export const contactChangeErrors: { readonly [code: string]: string } = { ...withoutTimes(changeErrors), 'bad-contact': 'A contact must have a name.' }

function withoutTimes(errors: { readonly [code: string]: string }): { readonly [code: string]: string } {
  return Object.fromEntries(Object.entries(errors).filter(([code]) => code !== 'bad-time' && code !== 'bad-rule'))
}

/** The schema of one contact in an answer. */
export const shownContact = {
  type: 'object',
  properties: {
    uid: { type: 'string' }, name: { type: 'string' }, given: { type: 'string' }, family: { type: 'string' },
    emails: { type: 'array', items: { type: 'string' } }, phones: { type: 'array', items: { type: 'string' } },
    organization: { type: 'string' }, title: { type: 'string' }, note: { type: 'string' }, birthday: { type: 'string' }, url: { type: 'string' },
    addresses: { type: 'array', items: { type: 'string' } }, source: { type: 'string', description: 'The file, or the address book of the account.' },
  },
  required: ['uid', 'name', 'emails', 'phones', 'source'],
} as const

/** What of a list of contacts others may have written. */
export const untrustedContact = ['name', 'given', 'family', 'emails', 'phones', 'organization', 'title', 'note', 'birthday', 'url', 'addresses'].map((field) => `contacts.*.${field}`)

/** What of it says who and where people are. */
export const privateContact: readonly string[] = ['name', 'given', 'family', 'emails', 'phones', 'addresses', 'birthday'].map((field) => `contacts.*.${field}`)
