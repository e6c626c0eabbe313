import { defineTool } from '../../define-tool.ts'
import { amongPlaces } from '../calendar/in-place.ts'
import { contactPlaceKinds, contactPlaces, contactReadErrors, privateContact, shownContact, untrustedContact } from './contact-arguments.ts'
import { readContacts } from './read-contacts.ts'

const usual = 1000

export const contactsList = defineTool({
  name: 'contacts.list',
  title: 'List contacts',
  description: 'Gives the contacts of card files, folders of them, or a CardDAV account, by name. Cards without a name, a mail address or a number are passed over and counted. All but uid and source counts as written by others.',
  input: { type: 'object', properties: { ...contactPlaces, most: { type: 'integer', minimum: 1, maximum: 10_000, default: usual } }, additionalProperties: false },
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
  describe: (input) => `list the contacts ${amongPlaces(input, input.books)}`,
  perform: async (input, call) => {
    const { contacts, skipped, truncated } = await readContacts(call, input)
    const most = input.most ?? usual
    return { contacts: contacts.slice(0, most), skipped, truncated: truncated || contacts.length > most }
  },
})
