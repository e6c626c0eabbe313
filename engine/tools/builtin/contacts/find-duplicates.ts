import { defineTool } from '../../define-tool.ts'
import { amongPlaces } from '../calendar/in-place.ts'
import { contactPlaceKinds, contactPlaces, contactReadErrors } from './contact-arguments.ts'
import { folded, readContacts, type FoundContact } from './read-contacts.ts'

const mostGroups = 1000
const mostInGroup = 50

export const contactsFindDuplicates = defineTool({
  name: 'contacts.find_duplicates',
  title: 'Find contacts that are one person',
  description: 'Gives groups of contacts that may be one person, with the reasons: the same mail address, the same telephone number, the same name. For each group it proposes which one to keep (the fullest) and what it would then hold. Changes nothing. All but the uids counts as written by others.',
  input: {
    type: 'object',
    properties: { ...contactPlaces, names: { type: 'boolean', default: true, description: 'The same name alone is a reason too.' } },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      groups: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            keep: { type: 'string', description: 'The uid of the contact to keep.' },
            remove: { type: 'array', items: { type: 'string' }, description: 'The uids of the others.' },
            names: { type: 'array', items: { type: 'string' } },
            sources: { type: 'array', items: { type: 'string' } },
            reasons: { type: 'array', items: { type: 'string' } },
            name: { type: 'string' },
            emails: { type: 'array', items: { type: 'string' } },
            phones: { type: 'array', items: { type: 'string' } },
            organization: { type: 'string' },
            note: { type: 'string' },
          },
          required: ['keep', 'remove', 'names', 'sources', 'reasons', 'name', 'emails', 'phones', 'organization', 'note'],
        },
      },
      contacts: { type: 'integer', description: 'How many were looked at.' },
      skipped: { type: 'integer' },
      truncated: { type: 'boolean' },
    },
    required: ['groups', 'contacts', 'skipped', 'truncated'],
  },
  class: 'read',
  control: contactPlaceKinds,
  oneOf: [['paths', 'account']],
  network: ['account'],
  untrusted: ['names', 'reasons', 'name', 'emails', 'phones', 'organization', 'note'].map((field) => `groups.*.${field}`),
  private: ['names', 'name', 'emails', 'phones'].map((field) => `groups.*.${field}`),
  errors: contactReadErrors,
  personal: 'contacts',
  timeout: 120_000,
  describe: (input) => `look for contacts that are one person ${amongPlaces(input, input.books)}`,
  perform: async (input, call) => {
    const { contacts, skipped, truncated } = await readContacts(call, input)
    const groups = groupsOf(contacts, input.names !== false)
    return { groups: groups.slice(0, mostGroups).map(proposal), contacts: contacts.length, skipped, truncated: truncated || groups.length > mostGroups || groups.some((group) => group.members.length > mostInGroup) }
  },
})

interface Group {
  readonly members: readonly FoundContact[]
  readonly reasons: readonly string[]
}

/** Joins contacts that share a mark, also over several steps. */
function groupsOf(contacts: readonly FoundContact[], names: boolean): readonly Group[] {
  const above = contacts.map((_one, index) => index)
  const root = (index: number): number => {
    let at = index
    while (above[at] !== at) at = above[at] = above[above[at] as number] as number
    return at
  }
  const first = new Map<string, number>()
  const shared = new Set<string>()
  contacts.forEach((contact, index) => {
    for (const mark of marksOf(contact, names)) {
      const other = first.get(mark)
      if (other === undefined) first.set(mark, index)
      else {
        shared.add(mark)
        above[root(index)] = root(other)
      }
    }
  })
  const groups = new Map<number, number[]>()
  contacts.forEach((_one, index) => {
    const group = groups.get(root(index))
    if (group === undefined) groups.set(root(index), [index])
    else group.push(index)
  })
  return [...groups.values()].filter((group) => group.length > 1).map((group) => {
    const members = group.map((index) => contacts[index] as FoundContact)
    return { members, reasons: [...new Set(members.flatMap((one) => marksOf(one, names)).filter((mark) => shared.has(mark)))].slice(0, 20) }
  })
}

/** Numbers count by their last nine digits, since the same one is written with and without its country. */
function marksOf({ name, emails, phones }: FoundContact, names: boolean): readonly string[] {
  const digits = phones.map((phone) => phone.replace(/\D/g, '')).filter((phone) => phone.length >= 7)
  const plain = folded(name).split(/[\s,.]+/).filter((word) => word !== '').sort().join(' ')
  return [
    ...emails.map((email) => `the same mail address ${email.toLowerCase()}`),
    ...digits.map((phone) => `the same number …${phone.slice(-9)}`),
    ...(names && plain.includes(' ') ? [`the same name ${plain}`] : []),
  ]
}

function proposal({ members, reasons }: Group) {
  const some = members.slice(0, mostInGroup)
  const [keep, ...others] = [...some].sort((a, b) => fullness(b) - fullness(a)) as [FoundContact, ...FoundContact[]]
  const all = [keep, ...others]
  return {
    keep: keep.uid,
    remove: [...new Set(others.map(({ uid }) => uid))].filter((uid) => uid !== keep.uid),
    names: some.map(({ name }) => name),
    sources: [...new Set(some.map(({ source }) => source))],
    reasons,
    name: keep.name,
    emails: distinct(all.flatMap(({ emails }) => emails), (email) => email.toLowerCase()),
    phones: distinct(all.flatMap(({ phones }) => phones), (phone) => phone.replace(/\D/g, '').slice(-9)),
    organization: all.find(({ organization }) => organization !== '')?.organization ?? '',
    note: distinct(all.map(({ note }) => note).filter((note) => note !== ''), (note) => note).join('\n'),
  }
}

function fullness({ emails, phones, organization, title, note, birthday, url, addresses, uid }: FoundContact): number {
  return emails.length + phones.length + addresses.length + [organization, title, note, birthday, url].filter((value) => value !== '').length + (uid.startsWith('hash-') ? 0 : 0.5)
}

function distinct(values: readonly string[], key: (value: string) => string): readonly string[] {
  const seen = new Set<string>()
  return values.filter((value) => !seen.has(key(value)) && seen.add(key(value)).size > 0).slice(0, 100)
}
