import { mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { davAccounts } from '../../engine/adapters/dav-accounts.ts'
import { mailAccounts } from '../../engine/adapters/mail-accounts.ts'
import type { World } from '../../engine/run/world.ts'
import type { Person } from '../../engine/terms/ports.ts'
import { accountsIn } from '../helpers/accounts-text.ts'
import { dovecotProgram, startDovecot, type Dovecot } from '../helpers/dovecot.ts'
import { radicaleProgram, startRadicale, type Radicale } from '../helpers/radicale.ts'
import { filesOf, runTime, snapshot } from './hostile-tree.ts'
import { denying, expectDone, realPlace, runShipped, undoAll, type Place } from './real-run.ts'

const noDav = 'missing' in radicaleProgram
const noMail = 'missing' in dovecotProgram
const hour = 3_600_000
let dav: Radicale
let imap: Dovecot

beforeAll(async () => {
  if (!noDav) dav = await startRadicale()
  if (!noMail) imap = await startDovecot()
}, 30_000)

afterAll(async () => {
  await dav?.stop()
  await imap?.stop()
})

beforeEach(() => {
  if (!noDav) for (const name of ['home', 'people', 'theirs']) mkdirSync(collection(name), { recursive: true })
})

const collection = (name: string): string => join(dav.folder, 'store/collection-root/ada', name)

/** Puts items straight into the store of the server, which is faster than asking it. */
function store(name: string, ending: string, texts: readonly string[]): void {
  for (const [index, text] of texts.entries()) writeFileSync(join(collection(name), `i${index}.${ending}`), text)
}

/** What a collection holds, by file, without the lines that the server writes anew. */
function held(name: string): Record<string, string> {
  const files = readdirSync(collection(name)).filter((file) => !file.startsWith('.')).sort()
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(collection(name), file), 'utf8').split(/\r?\n/).filter((line) => !line.startsWith('PRODID')).sort().join('\n')]))
}

const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.000/g, '')
const event = (uid: string, start: number, hours: number): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:${stamp(start)}\r\nDTEND:${stamp(start + hours * hour)}\r\nSUMMARY:Event ${uid}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`

function davWorld(place: Place, more: Partial<World> = {}): World {
  const world = place.world(more)
  return { ...world, ports: { ...world.ports, dav: davAccounts(accountsIn(dav.folder, { home: { dav: { url: dav.url, user: dav.user, password: dav.password } } })) } }
}

/** Says yes for the run to everything, and notes what was asked. */
function agreeing(asked: string[]): Person {
  return {
    ask: async (question) => {
      asked.push(question.kind === 'approve' ? question.card.tool : question.text)
      return { kind: 'yes', span: 'run' }
    },
  }
}

test.skipIf(noDav)('the day is told, and an hour found and booked, among 210 events of an account', async () => {
  const nine = runTime - (runTime % (24 * hour)) + 9 * hour
  store('home', 'ics', Array.from({ length: 105 }, (_, index) => event(`h${index}`, nine + (index - 50) * 24 * hour, 1)))
  store('theirs', 'ics', Array.from({ length: 105 }, (_, index) => event(`t${index}`, nine + (index - 50) * 24 * hour + 4 * hour, 2)))
  writeFileSync(join(collection('theirs'), '.Radicale.props'), '{"tag": "VCALENDAR", "D:displayname": "Theirs"}')
  const [mine, others] = [held('home'), held('theirs')]
  const place = await realPlace()
  const world = davWorld(place, { person: agreeing([]) })
  const day = await runShipped(world, 'brief-my-day', { account: 'home' })
  expectDone(day, 5)
  const isToday = (start: number, hours: number): boolean => [start, start + hours * hour - 1000].some((time) => new Date(time).toDateString() === new Date(runTime).toDateString())
  const today = Array.from({ length: 105 }, (_, index) => nine + (index - 50) * 24 * hour).flatMap((start) => [isToday(start, 1), isToday(start + 4 * hour, 2)]).filter(Boolean).length
  expect(day.output).toMatchObject({ overlaps: 0, complete: true })
  expect((day.output as { readonly events: readonly string[] }).events.length).toBe(today)

  const input = { account: 'home', my_calendar: 'Home', their_calendar: 'Theirs', book: true, title: 'Tea', day_start: '00:00', day_end: '23:59' }
  const booked = await runShipped(world, 'find-free-hour', input)
  expectDone(booked, 5)
  expect(booked.output).toMatchObject({ booked: true, start: '2026-06-01T15:00:00.000Z', complete: true })
  expect(Object.keys(held('home')).length).toBe(106)
  await undoAll(world, booked.run)
  expect([held('home'), held('theirs')]).toEqual([mine, others])

  const elsewhere = await runShipped(davWorld(place, { policy: denying('calendar.free') }), 'find-free-hour', input)
  expect(elsewhere.status).toBe('failed')
  expect(await runShipped(world, 'brief-my-day', { account: 'work' })).toMatchObject({ status: 'failed', because: expect.stringContaining('work') })
}, 30_000)

test.skipIf(noDav)('of 206 contacts of an account six are merged after a yes, and come back', async () => {
  const card = (uid: string, name: string, email: string, more = ''): string => `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nN:${name};;;;\r\nEMAIL:${email}\r\n${more}END:VCARD\r\n`
  const people = Array.from({ length: 200 }, (_, index) => card(`p${index}`, `Zoë ${index} Person`, `p${index}@example.org`, 'ORG:Company\r\n'))
  store('people', 'vcf', [...people, ...Array.from({ length: 6 }, (_, index) => card(`q${index}`, `Other ${index} Name`, `P${index * 30}@example.org`, `NOTE:note ${index}\r\n`))])
  const before = held('people')
  const place = await realPlace()
  const world = davWorld(place, { person: agreeing([]) })
  const ended = await runShipped(world, 'merge-contacts', { account: 'home' })
  expectDone(ended)
  expect(ended.output).toEqual({ merged: 6, removed: 6, kept: 0, left: [], more: false })
  const after = Object.values(held('people'))
  expect(after.length).toBe(200)
  for (const note of ['note 0', 'note 5']) expect(after.filter((text) => text.includes(note)).length).toBe(1)
  await undoAll(world, ended.run)
  // The server names a file that comes back as it was named before, and sets its own stamps.
  expect(held('people')).toEqual(before)
}, 30_000)

test.skipIf(noMail)('the invoices among 200 messages in three folders of an account are saved under one yes for each folder, and taken away again', async () => {
  const count = 200
  const letter = (index: number): string =>
    `From: Shop <shop${index}@example.org>\r\nTo: ada@example.org\r\nSubject: ${index % 5 === 0 ? `Your invoice ${index}` : `Hello ${index}`}\r\nMessage-ID: <${index}@x>\r\nDate: ${new Date(runTime - index * 12 * hour).toUTCString()}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="../${index % 2}.pdf"\r\n\r\n%PDF ${index}\r\n--b--\r\n`
  // The inbox, the archive, a folder of its own, and one that is not asked for.
  const places = ['', '.Archive', '.Shops &- "more"', '.Sent']
  for (const place of places) mkdirSync(join(imap.maildir, place, 'cur'), { recursive: true })
  for (let index = 1; index < count; index++) {
    const path = join(imap.maildir, places[index % 4] ?? '', 'cur', `${1_770_000_000 + index}.M${index}P2.test:2,`)
    writeFileSync(path, letter(index))
    utimesSync(path, new Date(runTime - index * 12 * hour), new Date(runTime - index * 12 * hour))
  }
  imap.deliver(letter(0), { received: runTime })
  const place = await realPlace()
  const asked: string[] = []
  const world = place.world({ person: agreeing(asked) })
  const account = { imap: { host: '127.0.0.1', port: imap.port, secure: false, user: imap.user, password: imap.password }, address: 'ada@example.org' }
  const ports = { ...world.ports, mail: mailAccounts(accountsIn(place.root, { home: account })) }
  mkdirSync(place.folder)
  const folder = join(place.folder, 'invoices')
  const ended = await runShipped({ ...world, ports }, 'collect-invoices', { account: 'home', account_folders: ['INBOX', 'Archive', 'Shops & "more"', 'Archive'], folder, since: '2026-03-01' })
  expectDone(ended)
  const wanted = Array.from({ length: count }, (_, index) => index)
    .filter((index) => index % 5 === 0 && index % 4 < 3 && runTime - index * 12 * hour >= Date.UTC(2026, 2, 1))
  expect(ended.output).toMatchObject({ messages: wanted.length, files: wanted.length, without: 0, left: [] })
  // One yes to search them all, and one to save from each.
  expect(asked).toEqual(['mail.search', 'mail.attachments', 'mail.attachments', 'mail.attachments'])
  const saved = [...filesOf(snapshot(folder))].filter(([path]) => path.endsWith('.pdf'))
  expect(saved.map(([, { content }]) => content.trim()).sort()).toEqual(wanted.map((index) => `%PDF ${index}`).sort())
  await undoAll({ ...world, ports }, ended.run)
  expect(readdirSync(place.folder)).toEqual([])
}, 30_000)
