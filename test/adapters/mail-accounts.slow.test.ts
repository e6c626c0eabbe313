import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailAccounts } from '../../engine/adapters/mail-accounts.ts'
import { mailReadOnly } from '../../engine/adapters/mail-read-only.ts'
import type { MailPort } from '../../engine/terms/mail-port.ts'
import { accountsIn } from '../helpers/accounts-text.ts'
import { dovecotProgram, startDovecot, type Dovecot } from '../helpers/dovecot.ts'
import { startSmtp, type SmtpInbox } from '../helpers/smtp-inbox.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const skip = 'missing' in dovecotProgram
const { signal } = new AbortController()
let server: Dovecot
let smtp: SmtpInbox
let port: MailPort

const message = (id: string, subject: string): string => `From: Bob <bob@example.org>\nTo: Ada <ada@example.org>\nSubject: ${subject}\nMessage-ID: <${id}@example.org>\nDate: Fri, 01 May 2026 10:00:00 +0000\n\nHello ${subject}\n`

beforeAll(async () => {
  smtp = await startSmtp()
  if (skip) return
  server = await startDovecot()
  server.deliver(message('one', 'First'), { received: Date.UTC(2026, 4, 1) })
  server.deliver(message('two', 'Second'), { received: Date.UTC(2026, 4, 2), flags: 'S' })
  const imap = { host: '127.0.0.1', port: server.port, secure: false, user: server.user, password: server.password }
  const send = { host: '127.0.0.1', port: smtp.port, secure: false, user: smtp.user, password: smtp.password }
  port = mailAccounts(accountsIn(temporaryFolderFor(), { home: { imap, smtp: send, address: 'ada@example.org', name: 'Ada' }, wrong: { imap: { ...imap, password: 'wrong-mail-1' }, smtp: { ...send, password: 'wrong-send-2' }, address: 'ada@example.org' } }))
}, 30_000)

afterAll(async () => {
  await server?.stop()
  await smtp.stop()
})

function temporaryFolderFor(): string {
  return server.maildir.replace(/\/home\/.*/, '')
}

test.skipIf(skip)('folders with their uses, and who the account is', async () => {
  expect([...(await port.folders('home', signal))].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([{ path: 'Archive', use: 'archive' }, { path: 'Drafts', use: 'drafts' }, { path: 'INBOX', use: 'inbox' }, { path: 'Sent', use: 'sent' }])
  expect(await port.identity('home', signal)).toEqual({ address: 'ada@example.org', name: 'Ada', drafts: 'Drafts', sent: 'Sent', savesSent: false })
})

test.skipIf(skip)('messages are searched newest first, read whole, found by their id, marked, moved and removed', async () => {
  const { messages } = await port.search('home', 'INBOX', {}, 10, signal)
  expect(messages.map(({ subject, unread, from }) => [subject, unread, from])).toEqual([['Second', false, 'Bob <bob@example.org>'], ['First', true, 'Bob <bob@example.org>']])
  expect(await port.search('home', 'INBOX', {}, 1, signal)).toMatchObject({ truncated: true })
  const one = (await port.search('home', 'INBOX', { subject: 'first', unread: true, since: Date.UTC(2026, 3, 1), before: Date.UTC(2026, 5, 1) }, 10, signal)).messages[0]
  expect(one).toMatchObject({ messageId: '<one@example.org>', date: Date.UTC(2026, 4, 1) })
  const id = one?.id ?? ''
  expect(new TextDecoder().decode((await port.read('home', 'INBOX', id, signal))?.bytes)).toContain('Hello First')
  expect(await port.find('home', 'INBOX', '<one@example.org>', signal)).toEqual([id])
  expect(await port.find('home', 'INBOX', 'one@example', signal)).toEqual([])
  await port.mark('home', 'INBOX', id, { read: true, flagged: true }, signal)
  await port.mark('home', 'INBOX', id, { flagged: false, answered: true }, signal)
  expect((await port.read('home', 'INBOX', id, signal))?.marks).toEqual({ read: true, flagged: false, answered: true })
  const moved = await port.move('home', 'INBOX', id, 'Archive', signal)
  expect(await port.find('home', 'Archive', '<one@example.org>', signal)).toEqual([moved])
  expect(await port.read('home', 'INBOX', id, signal)).toBeUndefined()
  await expect(port.move('home', 'INBOX', id, 'Archive', signal)).rejects.toMatchObject({ code: 'missing' })
  await expect(port.move('home', 'Archive', moved ?? '', 'Nowhere', signal)).rejects.toMatchObject({ name: 'ToolError' })
  await expect(port.search('home', 'Nowhere', {}, 1, signal)).rejects.toMatchObject({ code: 'no-folder' })
  await expect(port.read('home', 'INBOX', '1-1', signal)).rejects.toMatchObject({ code: 'missing' })
  await port.remove('home', 'Archive', moved ?? '', signal)
  expect(await port.find('home', 'Archive', '<one@example.org>', signal)).toEqual([])
})

test.skipIf(skip)('a message is put into a folder byte for byte', async () => {
  const bytes = new TextEncoder().encode(message('three', 'Third').replace(/\n/g, '\r\n'))
  await port.append('home', 'Drafts', bytes, { draft: true, read: true }, signal)
  const [id] = await port.find('home', 'Drafts', '<three@example.org>', signal)
  expect((await port.read('home', 'Drafts', id ?? '', signal))?.bytes).toEqual(bytes)
})

test.skipIf(skip)('a message is handed over to those who are taken; those who are not are named', async () => {
  const bytes = new TextEncoder().encode('Subject: x\r\n\r\nHello\r\n')
  expect(await port.send('home', ['bob@example.org', 'no@refused.example'], bytes, signal)).toEqual({ accepted: ['bob@example.org'], rejected: ['no@refused.example'] })
  expect(smtp.taken.at(-1)).toMatchObject({ from: 'ada@example.org', to: ['bob@example.org'] })
  const before = smtp.taken.length
  await expect(port.send('home', ['no@refused.example'], bytes, signal)).rejects.toMatchObject({ code: 'refused' })
  await expect(port.send('home', ['bob@example.org'], new TextEncoder().encode('Subject: REFUSE\r\n\r\n'), signal)).rejects.toMatchObject({ code: 'refused' })
  expect(smtp.taken.length).toBe(before)
})

test.skipIf(skip)('no error holds a secret', async () => {
  const faults = await Promise.all([
    port.folders('wrong', signal), port.send('wrong', ['bob@example.org'], new Uint8Array(), signal), port.folders('nobody', signal), port.search('home', 'Nowhere', {}, 1, signal),
  ].map((work) => (work as Promise<unknown>).then(() => undefined, (error: Error & { code: string }) => error)))
  expect(faults.map((error) => error?.code)).toEqual(['login', 'login', 'no-account', 'no-folder'])
  for (const error of faults) expect(JSON.stringify([error, error?.message, error?.stack, error?.cause])).not.toMatch(/wrong-mail|wrong-send|secret-mail|secret-send/)
})

test.skipIf(skip)('a port that only reads changes and sends nothing', async () => {
  const reading = mailReadOnly(port)
  const before = smtp.taken.length
  for (const work of [reading.send('home', ['bob@example.org'], new Uint8Array(), signal), reading.remove('home', 'INBOX', '1-1', signal), reading.append('home', 'Drafts', new Uint8Array(), { draft: true, read: true }, signal)]) await expect(work).rejects.toMatchObject({ code: 'refused' })
  expect(smtp.taken.length).toBe(before)
})

/** A server that says one thing to whoever connects, and keeps what it is told. */
async function listening(greeting: string): Promise<{ readonly port: number; readonly heard: string[]; close(): void }> {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    socket.on('data', (data) => heard.push(data.toString('latin1')))
    socket.on('error', () => {})
    if (greeting === '') socket.destroy()
    else socket.write(greeting)
  })
  await new Promise<void>((resolve) => tcp.listen(0, '0.0.0.0', resolve))
  return {
    port: (tcp.address() as AddressInfo).port, heard,
    close: () => {
      for (const socket of sockets) socket.destroy()
      tcp.close()
    },
  }
}

test('without encryption the secret is sent nowhere but to this machine', async () => {
  const imap = await listening('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n')
  const send = await listening('220 ready ESMTP\r\n')
  const login = { host: '0.0.0.0', secure: false, user: 'u', password: 'hidden-pass-9' }
  const mail = mailAccounts(accountsIn(temporaryFolder(), { home: { imap: { ...login, port: imap.port }, smtp: { ...login, port: send.port }, address: 'a@example.org' } }))
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 1500)
  await expect(mail.folders('home', stop.signal)).rejects.toThrow()
  await expect(mail.send('home', ['b@example.org'], new Uint8Array(), stop.signal)).rejects.toThrow()
  expect(Buffer.from(imap.heard.join('') + send.heard.join('')).toString()).not.toMatch(/hidden-pass-9|LOGIN|AUTHENTICATE|AUTH PLAIN/)
  imap.close()
  send.close()
})

test('a server that is not there, and one that hangs up, are told', async () => {
  const gone = await listening('')
  const login = { host: '127.0.0.1', secure: false, user: 'u', password: 'hidden-pass-9' }
  const mail = mailAccounts(accountsIn(temporaryFolder(), { home: { imap: { ...login, port: 1 }, smtp: { ...login, port: 1 }, address: 'a@example.org' }, gone: { imap: { ...login, port: gone.port } } }))
  await expect(mail.folders('home', signal)).rejects.toMatchObject({ code: 'unreachable' })
  await expect(mail.send('home', ['b@example.org'], new Uint8Array(), signal)).rejects.toMatchObject({ code: 'unreachable' })
  await expect(mail.folders('gone', signal)).rejects.toMatchObject({ code: 'unreachable' })
  gone.close()
})
