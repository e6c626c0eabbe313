/* Deeds whose world is an account: calendars and address books of a Radicale, mail of a Dovecot. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { DavKind, DavPort } from '../../engine/terms/dav-port.ts'
import type { MailPort } from '../../engine/terms/mail-port.ts'
import { memoryWorld, reversing, scenes, type DeedTable, type DeedWorld, type Scenes } from './deed-world.ts'
import { entryDeeds } from './entry-deeds.ts'
import { calendar, card, event, series } from './entry-texts.ts'
import { portsOf } from './tool-world.ts'

const { signal } = new AbortController()

/** The accounts that the worlds share, and the stores of their servers on the disk. */
export interface Accounts {
  readonly dav?: { readonly port: DavPort; readonly folder: string }
  readonly mail?: { readonly port: MailPort; readonly maildir: string; readonly taken: unknown[]; readonly deliver: (text: string, options?: { readonly flags?: string }) => void }
}

let accounts: Accounts = {}

export function useAccounts(started: Accounts): void {
  accounts = started
}

function davPort(): NonNullable<Accounts['dav']> {
  if (accounts.dav === undefined) throw new Error('No calendar server was started.')
  return accounts.dav
}

function mailPort(): NonNullable<Accounts['mail']> {
  if (accounts.mail === undefined) throw new Error('No mail server was started.')
  return accounts.mail
}

const collections: { readonly [kind in DavKind]: string } = { calendar: '/ada/home/', contacts: '/ada/people/' }

/** Two entries put straight into the store of the server, which is faster than asking it. What a server stamps is not looked at. */
async function davWorld(kind: DavKind): Promise<DeedWorld> {
  const { port, folder: top } = davPort()
  const folder = join(top, 'store/collection-root', collections[kind])
  for (const name of await readdir(folder)) if (!name.startsWith('.')) await rm(join(folder, name))
  const isCalendar = kind === 'calendar'
  await writeFile(join(folder, isCalendar ? 'one.ics' : 'one.vcf'), isCalendar ? calendar(event('one', series)) : card('one'))
  await writeFile(join(folder, isCalendar ? 'two.ics' : 'two.vcf'), isCalendar ? calendar(event('two')) : card('two'))
  const look = async (): Promise<unknown> => {
    const { items } = await port.items('home', kind, collections[kind], {}, signal)
    return items.map(({ path, text: lines }) => [path, ...lines.split(/\r?\n/).filter((line) => !line.startsWith('PRODID')).sort()]).sort()
  }
  return { ports: { ...portsOf(memoryFiles()), dav: port }, look, contents: look, close: async () => undefined }
}

const inAccount = (tool: string): readonly Scenes[] => {
  const kind = tool.startsWith('calendar') ? 'calendar' : 'contacts'
  return [scenes(entryDeeds[tool] ?? fc.constant({}), () => davWorld(kind), (deed) => ({ account: 'home', ...deed }))]
}

const text = (id: string, more = '', body = 'Hello\n'): string => `From: Bob <bob@example.org>\nTo: ada@example.org\nSubject: ${id}\nMessage-ID: <${id}@example.org>\nDate: Fri, 01 May 2026 10:00:00 +0000\n${more}\n${body}`
const withFiles = text('files', 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n', '--b\nContent-Disposition: attachment; filename="../a.txt"\n\ninside\n--b\nContent-Disposition: attachment; filename="b.txt"\n\nmore\n--b--\n')
const folders = ['INBOX', 'Drafts', 'Sent', 'Archive']

/** What lies in the Maildir of the account, read from the disk, which is faster than asking. An id says nothing: a message that comes back gets another. */
async function heldMail(): Promise<readonly (readonly [folder: string, marks: string, text: string])[]> {
  const { maildir } = mailPort()
  const found = await Promise.all(folders.map(async (folder) => {
    const place = join(maildir, folder === 'INBOX' ? '' : `.${folder}`)
    const names = (await Promise.all(['cur', 'new'].map(async (part) => (await readdir(join(place, part)).catch(() => [])).map((name) => join(place, part, name))))).flat()
    return Promise.all(names.map(async (name) => [folder, /:2,(.*)$/.exec(name)?.[1] ?? '', await readFile(name, 'utf8')] as const))
  }))
  return found.flat().sort()
}

async function mailWorld(given: { readonly flags: string }): Promise<DeedWorld> {
  const { port, taken, deliver } = mailPort()
  const used = new Set((await heldMail()).map(([folder]) => folder))
  for (const folder of used) for (const { id } of (await port.search('home', folder, {}, 100, signal)).messages) await port.remove('home', folder, id, signal)
  taken.splice(0)
  deliver(text('one'), { flags: given.flags })
  deliver(withFiles)
  const disk = await memoryWorld({ '/d/at.txt': 'attached', '/d/there/a.txt': 'mine' })
  const together = async (files: Promise<unknown>): Promise<unknown> => ({ held: await heldMail(), files: await files })
  return { ports: { ...disk.ports, mail: port }, look: () => together(disk.look()), contents: () => together(disk.contents()), close: async () => undefined }
}

const idOf = async (subject: string): Promise<string> => (await mailPort().port.search('home', 'INBOX', { subject }, 10, signal)).messages[0]?.id ?? ''
const flags = fc.subarray(['F', 'R', 'S']).map((letters) => letters.join(''))
const marks = fc.record({ read: fc.boolean(), flagged: fc.boolean(), answered: fc.boolean() }, { requiredKeys: ['flagged'] })
const words = fc.constantFrom('Hello', 'Gr\u00fc\u00dfe', 'x'.repeat(100))

const forward: DeedTable = {
  'mail.attachments': [scenes(fc.record({ flags, into: fc.constantFrom('/d/new/deep', '/d/there') }), mailWorld, async ({ into }) => ({ account: 'home', id: await idOf('files'), into }))],
  'mail.draft': [scenes(fc.record({ flags, words, attach: fc.boolean() }), mailWorld, ({ words: subject, attach }) => ({ account: 'home', to: ['bob@example.org'], subject, text: 'Hi', ...(attach && { attach: ['/d/at.txt'] }) }))],
  'mail.flag': [scenes(fc.record({ flags, marks }), mailWorld, async (given) => ({ account: 'home', id: await idOf('one'), ...given.marks }))],
  'mail.move': [scenes(fc.record({ flags, to: fc.constantFrom('Archive', 'Archive', 'Sent', 'None') }), mailWorld, async ({ to }) => ({ account: 'home', folder: 'INBOX', id: await idOf('one'), to }))],
}

export const deedsInMail: DeedTable = {
  ...forward,
  'mail.restore_draft': reversing('mail.restore_draft', 'mail.draft', forward['mail.draft'] ?? []),
}

const sending: Scenes = scenes(fc.record({ flags, words }), async (given) => ({ ...(await mailWorld(given)), isDone: () => mailPort().taken.length === 1, mayDecline: true }), ({ words: subject }) => ({ account: 'home', to: ['bob@example.org'], subject, text: 'Hi' }))

/** What went out is with others; between sending and putting it among what was sent, nobody can tell. */
export const sentByMail: DeedTable = { 'mail.send': [sending] }

const changing = Object.fromEntries(Object.keys(entryDeeds).map((tool) => [tool, inAccount(tool)]))

const restoring = (kind: DavKind): Scenes => fc.oneof(...['add', 'change', 'remove'].flatMap((verb) => reversing(`${kind}.restore`, `${kind}.${verb}`, changing[`${kind}.${verb}`] ?? [])))

export const deedsInDav: DeedTable = { ...changing, 'calendar.restore': [restoring('calendar')], 'contacts.restore': [restoring('contacts')] }
