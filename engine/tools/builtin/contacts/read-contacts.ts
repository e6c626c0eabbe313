import type { ToolPorts } from '../../../terms/ports.ts'
import { readSheets } from '../calendar/sheets.ts'
import { contactsOf, type Contact } from './contact.ts'

const mostContacts = 50_000

export interface ContactPlaces {
  readonly paths?: readonly string[]
  readonly account?: string
  readonly books?: readonly string[]
}

export interface FoundContact extends Contact {
  readonly source: string
}

/** Reads the contacts of files or an account, by name. */
export async function readContacts(call: { readonly ports: ToolPorts; readonly signal: AbortSignal }, input: ContactPlaces): Promise<{ readonly contacts: readonly FoundContact[]; readonly skipped: number; readonly truncated: boolean }> {
  const { sheets, ...read } = await readSheets(call, 'contacts', { ...input, ...(input.books !== undefined && { collections: input.books }) })
  const contacts: FoundContact[] = []
  let { skipped } = read
  for (const { text, source } of sheets) {
    call.signal.throwIfAborted()
    const found = contactsOf(text)
    skipped += found.skipped + (found.contacts.length === 0 && found.skipped === 0 && text.trim() !== '' ? 1 : 0)
    for (const contact of found.contacts) contacts.push({ ...contact, source })
  }
  const sorted = contacts.map((contact) => ({ contact, key: folded(contact.name) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ contact }) => contact)
  return { contacts: sorted.slice(0, mostContacts), skipped, truncated: read.truncated || sorted.length > mostContacts }
}

/** Gives a text in one form for comparing: no case, no accents, single spaces. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}
