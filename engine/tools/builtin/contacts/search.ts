import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { amongPlaces } from '../calendar/in-place.ts'
import { contactPlaceKinds, contactPlaces, contactReadErrors, privateContact, shownContact, untrustedContact } from './contact-arguments.ts'
import { folded, readContacts, type FoundContact } from './read-contacts.ts'

const usual = 50

export const contactsSearch = defineTool({
  name: 'contacts.search',
  title: 'Search contacts',
  description: 'Gives the contacts in which every word of a text is found: in the name, an address, a number, the organization, the title or the note. Case and accents make no difference; numbers are compared by their digits. All but uid and source counts as written by others.',
  input: { type: 'object', properties: { ...contactPlaces, text: { type: 'string', minLength: 1, maxLength: 200 }, most: { type: 'integer', minimum: 1, maximum: 10_000, default: usual } }, required: ['text'], additionalProperties: false },
  output: {
    type: 'object',
    properties: { contacts: { type: 'array', items: shownContact }, skipped: { type: 'integer' }, truncated: { type: 'boolean', description: 'There are more.' } },
    required: ['contacts', 'skipped', 'truncated'],
  },
  class: 'read',
  control: contactPlaceKinds,
  oneOf: [['paths', 'account']],
  network: ['account'],
  untrusted: untrustedContact,
  private: privateContact,
  errors: contactReadErrors,
  personal: 'contacts',
  timeout: 120_000,
  describe: (input) => `search the contacts ${amongPlaces(input, input.books)} for ${quoted(input.text)}`,
  perform: async (input, call) => {
    const { contacts, skipped, truncated } = await readContacts(call, input)
    const most = input.most ?? usual
    const words = folded(input.text).split(' ')
    const found = contacts.filter((contact) => fits(contact, words))
    return { contacts: found.slice(0, most), skipped, truncated: truncated || found.length > most }
  },
})

function fits(contact: FoundContact, words: readonly string[]): boolean {
  const { name, given, family, emails, organization, title, note, phones } = contact
  const text = folded([name, given, family, ...emails, organization, title, note].join('\n'))
  const numbers = phones.map((phone) => phone.replace(/\D/g, '')).join(' ')
  return words.every((word) => {
    const digits = word.replace(/\D/g, '')
    return text.includes(word) || (digits.length > 2 && digits.length >= word.length - 4 && numbers.includes(digits.replace(/^0+/, '')))
  })
}
