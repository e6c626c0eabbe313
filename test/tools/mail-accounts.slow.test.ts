import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mailAccounts } from '../../engine/adapters/mail-accounts.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { MailPort } from '../../engine/terms/mail-port.ts'
import type { PersonAnswer, Question } from '../../engine/terms/journal.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { accountsIn } from '../helpers/accounts-text.ts'
import { dovecotProgram, startDovecot, type Dovecot } from '../helpers/dovecot.ts'
import { startSmtp, type SmtpInbox } from '../helpers/smtp-inbox.ts'
import { runSkill, testWorld } from '../helpers/test-world.ts'
import { doTool, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { tempFolder, treeOf } from './world.ts'

const skip = 'missing' in dovecotProgram
const { signal } = new AbortController()
let server: Dovecot
let smtp: SmtpInbox
let mail: MailPort
let ports: ToolPorts

beforeAll(async () => {
  if (skip) return
  server = await startDovecot()
  smtp = await startSmtp()
  const imap = { host: '127.0.0.1', port: server.port, secure: false, user: server.user, password: server.password }
  const send = { host: '127.0.0.1', port: smtp.port, secure: false, user: smtp.user, password: smtp.password }
  mail = mailAccounts(accountsIn(server.maildir.replace(/\/home\/.*/, ''), { home: { imap, smtp: send, address: 'ada@example.org', name: 'Ada' } }))
  ports = { ...portsOf(nodeFiles()), mail }
}, 30_000)

afterAll(async () => {
  await server?.stop()
  await smtp?.stop()
})

const message = (id: string, more = '', body = 'Hello\n'): string => `From: Bob <bob@example.org>\nTo: ada@example.org\nSubject: About ${id}\nMessage-ID: <${id}@example.org>\nDate: Fri, 01 May 2026 10:00:00 +0000\n${more}\n${body}`

beforeEach(async () => {
  if (skip) return
  smtp.taken.length = 0
  for (const folder of ['INBOX', 'Drafts', 'Sent', 'Archive']) for (const { id } of (await mail.search('home', folder, {}, 100, signal)).messages) await mail.remove('home', folder, id, signal)
  server.deliver(message('one'))
  server.deliver(message('two', 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n', '--b\nContent-Type: text/html\n\n<p>See <b>this</b></p>\n--b\nContent-Disposition: attachment; filename="../a.txt"\n\ninside\n--b--\n'), { flags: 'F' })
})

/** What lies in each folder: subjects, marks and Message-IDs. */
async function held(): Promise<Record<string, readonly string[]>> {
  const folders: Record<string, readonly string[]> = {}
  for (const folder of ['INBOX', 'Drafts', 'Sent', 'Archive']) {
    const { messages } = await mail.search('home', folder, {}, 100, signal)
    folders[folder] = messages.map(({ subject, unread, flagged }) => `${subject} ${unread ? 'unread' : 'read'} ${flagged ? 'flagged' : ''}`).sort()
  }
  return folders
}

test.skipIf(skip)('a message of an account is searched, read without being marked, and its attachments saved and taken away', async () => {
  const found = await doTool('mail.search', { account: 'home', subject: 'about two', flagged: true }, ports)
  const { messages } = found.output as unknown as { messages: readonly { readonly id: string }[] }
  const id = messages[0]?.id ?? ''
  expect((await doTool('mail.read', { account: 'home', id }, ports)).output).toMatchObject({ text: 'See this', attachments: [{ number: 1, name: '../a.txt' }], message_id: '<two@example.org>' })
  expect((await held())['INBOX']).toEqual(['About one unread ', 'About two unread flagged'])
  const folder = await tempFolder()
  const done = await doTool('mail.attachments', { account: 'home', id, into: `${folder.path}/new` }, ports)
  expect(Object.keys(await treeOf(folder.path))).toEqual(['new/', 'new/_a.txt'])
  await undoTool(done, ports)
  expect(await treeOf(folder.path)).toEqual({})
  await folder.remove()
})

const letter: JsonObject = { account: 'home', to: ['bob@example.org'], bcc: ['hidden@example.org'], subject: 'Grüße', text: 'Hello Bob' }

test.skipIf(skip)('what is sent goes to all, shows no hidden recipient, and is kept once among what was sent', async () => {
  const done = await doTool('mail.send', letter, ports)
  expect(smtp.taken).toHaveLength(1)
  expect([...(smtp.taken[0]?.to ?? [])].sort()).toEqual(['bob@example.org', 'hidden@example.org'])
  expect(smtp.taken[0]?.text).not.toContain('hidden@example.org')
  expect(smtp.taken[0]?.text).toContain((done.output as { message_id: string }).message_id)
  expect(await held()).toMatchObject({ Drafts: [], Sent: ['Grüße read '] })
})

test.skipIf(skip)('what the server refuses leaves nothing behind and says that nothing was sent', async () => {
  await expect(doTool('mail.send', { ...letter, bcc: [], to: ['no@refused.example'] }, ports)).rejects.toMatchObject({ code: 'refused' })
  await expect(doTool('mail.send', { ...letter, text: 'REFUSE' }, ports)).rejects.toMatchObject({ code: 'refused' })
  await expect(doTool('mail.send', { ...letter, to: [], bcc: [] }, ports)).rejects.toMatchObject({ code: 'no-recipient' })
  expect(await held()).toMatchObject({ Drafts: [], Sent: [] })
  expect(smtp.taken).toEqual([])
})

const skill = `chela: 1
name: write-bob
inputs: { words: { type: string } }
states:
  sending:
    call: mail.send
    with: { account: home, to: [bob@example.org], subject: Lunch, text: "\${ input.words }" }
  done:
    end: done
    output: "\${ sending.sent }"
`

test.skipIf(skip)('through a whole run: a denial sends nothing, a yes sends exactly one, nobody sends nothing, and no secret is written', async () => {
  const asked: Question[] = []
  const run = (answer: PersonAnswer | undefined) => runSkill(testWorld([toolNamed('mail.send')], { ports, person: { ask: async (question) => { asked.push(question); return answer } } }), skill, { words: 'Noon?' })
  const denied = await run({ kind: 'no' })
  expect([denied.status, smtp.taken.length]).toEqual(['failed', 0])
  expect(asked[0]).toMatchObject({ kind: 'approve', card: { tool: 'mail.send', undoable: false, words: expect.stringContaining('"bob@example.org"') } })
  const expired = await run({ kind: 'expired' })
  expect([expired.status, smtp.taken.length]).toEqual(['failed', 0])
  const allowed = await run({ kind: 'yes', span: 'once' })
  expect([allowed.status, allowed.output, smtp.taken.length]).toEqual(['done', true, 1])
  expect(await held()).toMatchObject({ Drafts: [], Sent: ['Lunch read '] })
  const written = JSON.stringify([denied.entries, expired.entries, allowed.entries, asked])
  for (const secret of [server.password, smtp.password]) expect(written).not.toContain(secret)
})
