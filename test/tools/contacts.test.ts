import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { doTool, portsOf } from './tool-world.ts'

interface Shown { readonly uid: string; readonly name: string; readonly given: string; readonly family: string; readonly emails: readonly string[]; readonly phones: readonly string[]; readonly note: string; readonly addresses: readonly string[]; readonly organization: string }
interface Group { readonly keep: string; readonly remove: readonly string[]; readonly reasons: readonly string[]; readonly emails: readonly string[]; readonly phones: readonly string[]; readonly names: readonly string[] }

const card = (...lines: readonly string[]): string => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')

async function contactsIn(text: string | Uint8Array): Promise<{ readonly contacts: readonly Shown[]; readonly skipped: number }> {
  return (await doTool('contacts.list', { paths: ['/a.vcf'] }, portsOf(memoryFiles({ '/a.vcf': text })))).output as unknown as { contacts: readonly Shown[]; skipped: number }
}

test('cards of version 2.1 with quoted-printable, soft line breaks and old encodings are read', async () => {
  const old = [
    'BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen =', 'M=C3=BCller',
    'TEL;HOME;VOICE:+49 30 1234567', 'EMAIL;PREF;INTERNET:j@example.org', 'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=FC=DFe=0D=0Azwei', 'PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD', ' /2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoH', '', 'END:VCARD',
  ].join('\r\n')
  const { contacts } = await contactsIn(old)
  expect(contacts[0]).toMatchObject({ name: 'Jürgen Müller', given: 'Jürgen', family: 'Müller', emails: ['j@example.org'], phones: ['+49 30 1234567'], note: 'Grüße\nzwei' })
})

test('groups, folded lines, escapes and versions 3 and 4 are read', async () => {
  const { contacts } = await contactsIn(card('FN:Ada\\, Countess', 'N:Lovelace\\;X;Ada;;;', 'item1.EMAIL;TYPE=INTERNET:ada@exa', ' mple.org', 'item1.X-ABLabel:work', 'ADR;TYPE=home:;;1 Long\\, Road;London;;W1;UK', 'ORG:Engines;Research')
    + 'BEGIN:VCARD\nVERSION:4.0\nFN:Bob\nTEL;VALUE=uri;TYPE="voice,home":tel:+1-555-0100\nEMAIL:mailto:bob@example.org\nEND:VCARD\n')
  expect(contacts[0]).toMatchObject({ name: 'Ada, Countess', family: 'Lovelace;X', emails: ['ada@example.org'], addresses: ['1 Long, Road, London, W1, UK'], organization: 'Engines, Research' })
  expect(contacts[1]).toMatchObject({ name: 'Bob', phones: ['+1-555-0100'], emails: ['bob@example.org'] })
})

test('a missing end, an empty card and what is no card are passed over and counted', async () => {
  expect(await contactsIn('BEGIN:VCARD\r\nFN:First\r\nBEGIN:VCARD\r\nFN:Second\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEND:VCARD\r\n')).toMatchObject({ contacts: [{ name: 'First' }, { name: 'Second' }], skipped: 1 })
  expect(await contactsIn('nothing')).toMatchObject({ contacts: [], skipped: 1 })
  expect((await contactsIn(new Uint8Array(Buffer.from(card('FN:M\u00fcller', 'UID:a'), 'latin1')))).contacts[0]?.name).toBe('Müller')
})

test('searching folds case and accents and compares numbers by digits', async () => {
  const ports = portsOf(memoryFiles({ '/a.vcf': card('FN:Jürgen Müller', 'TEL:+49 (30) 123-4567', 'UID:j') + card('FN:Ada', 'EMAIL:ada@example.org', 'UID:a') }))
  const found = async (text: string): Promise<readonly string[]> => ((await doTool('contacts.search', { paths: ['/a.vcf'], text }, ports)).output as unknown as { contacts: readonly Shown[] }).contacts.map(({ uid }) => uid)
  expect([await found('muller JURGEN'), await found('030 1234567'), await found('1234567'), await found('@example'), await found('ada muller')]).toEqual([['j'], ['j'], ['j'], ['a'], []])
})

test('duplicates are found over steps, with reasons and what would be kept', async () => {
  const text = card('UID:1', 'FN:Ada Lovelace', 'EMAIL:ada@example.org') + card('UID:2', 'FN:A. L.', 'EMAIL:ADA@example.org', 'TEL:+44 20 7946 0000', 'ORG:Engines')
    + card('UID:3', 'FN:Countess', 'TEL:020 7946 0000') + card('UID:4', 'FN:Lovelace, Ada') + card('UID:5', 'FN:Bob Other', 'EMAIL:bob@example.org')
  const ports = portsOf(memoryFiles({ '/a.vcf': text }))
  const { groups } = (await doTool('contacts.find_duplicates', { paths: ['/a.vcf'] }, ports)).output as unknown as { groups: readonly Group[] }
  expect(groups).toHaveLength(1)
  expect(groups[0]).toMatchObject({ keep: '2', emails: ['ADA@example.org'], phones: ['+44 20 7946 0000'] })
  expect([...(groups[0]?.remove ?? [])].sort()).toEqual(['1', '3', '4'])
  expect(groups[0]?.reasons).toEqual(expect.arrayContaining(['the same mail address ada@example.org', 'the same name ada lovelace']))
  const withoutNames = (await doTool('contacts.find_duplicates', { paths: ['/a.vcf'], names: false }, ports)).output as unknown as { groups: readonly Group[] }
  expect([...(withoutNames.groups[0]?.remove ?? [])].sort()).toEqual(['1', '3'])
})

test('a change touches its own lines and no other byte', async () => {
  const before = card('UID:1', 'FN:Ada', 'N:;Ada;;;', 'EMAIL;TYPE=work:a@example.org', 'EMAIL;TYPE=home:b@example.org', 'X-ODD;a=b:kept', 'garbage without colon', 'NOTE:old') + card('UID:2', 'FN:Bob').replaceAll('\r\n', '\n')
  const ports = portsOf(memoryFiles({ '/a.vcf': before }))
  await doTool('contacts.change', { path: '/a.vcf', uid: '1', emails: ['b@example.org', 'c@example.org'], note: 'new; text', family: 'Lovelace' }, ports)
  const after = new TextDecoder().decode(await ports.files.read('/a.vcf'))
  expect(after).toBe(before.replace('N:;Ada;;;\r\nEMAIL;TYPE=work:a@example.org\r\n', '').replace('NOTE:old\r\n', 'N:Lovelace;Ada;;;\r\nEMAIL:c@example.org\r\nNOTE:new\\; text\r\n'))
})

test('a card without a UID keeps the name it was called by when it is changed', async () => {
  const ports = portsOf(memoryFiles({ '/a.vcf': 'BEGIN:VCARD\nVERSION:2.1\nN:Doe;John\nEND:VCARD\n' }))
  const list = async (): Promise<readonly Shown[]> => ((await doTool('contacts.list', { paths: ['/a.vcf'] }, ports)).output as unknown as { contacts: readonly Shown[] }).contacts
  const uid = (await list())[0]?.uid ?? ''
  expect(uid).toMatch(/^hash-/)
  await doTool('contacts.change', { path: '/a.vcf', uid, note: 'Grüße\nan alle' }, ports)
  expect(await list()).toMatchObject([{ uid, name: 'John Doe', note: 'Grüße\nan alle' }])
})

test('what would break out of its line does not', async () => {
  const ports = portsOf(memoryFiles({ '/f/x.txt': '' }))
  await doTool('contacts.add', { path: '/f', uid: 'x', name: 'Eve\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Other', note: 'a\u0000b\nEMAIL:evil@example.org' }, ports)
  const { contacts } = (await doTool('contacts.list', { paths: ['/f'] }, ports)).output as unknown as { contacts: readonly Shown[] }
  expect(contacts).toHaveLength(1)
  expect(contacts[0]).toMatchObject({ uid: 'x', emails: [], name: 'Eve END:VCARD BEGIN:VCARD FN:Other' })
  const fault = (input: JsonObject): Promise<unknown> => doTool('contacts.add', { path: '/f', name: 'x', ...input }, ports).catch((error: Error) => error.message)
  expect(await fault({ emails: ['a@b\r\nFN:x'] })).toMatch(/does not fit/)
  expect(await fault({ uid: 'a:b' })).toMatch(/does not fit/)
})
