import { join } from 'node:path'
import { mkdir, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { composeMessage } from '../../engine/tools/builtin/mail/compose-message.ts'
import { htmlText } from '../../engine/tools/builtin/mail/html-text.ts'
import { mboxMessages } from '../../engine/tools/builtin/mail/mbox.ts'
import { parsedMessage } from '../../engine/tools/builtin/mail/parsed-message.ts'
import { freeName, safeName } from '../../engine/tools/builtin/mail/safe-name.ts'
import { Crash, crashingPort } from './crashing-port.ts'
import { callOf, doTool, journaled, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { tempFolder, treeOf } from './world.ts'
import { anyText } from '../helpers/any-text.ts'

interface Head { readonly id: string; readonly subject: string; readonly from: string; readonly date: string; readonly unread: boolean; readonly flagged: boolean }

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const letter = (subject: string, more = '', body = 'Hello\n'): string => `From: Bob <bob@example.org>\nTo: ada@example.org\nSubject: ${subject}\nDate: Fri, 01 May 2026 10:00:00 +0000\n${more}\n${body}`
const mbox = (...messages: readonly string[]): string => messages.map((one) => `From bob@example.org Fri May  1 10:00:00 2026\n${one}\n`).join('')

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = bytesOf(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function searched(files: { readonly [path: string]: string }, input: JsonObject): Promise<readonly Head[]> {
  return ((await doTool('mail.search', input, portsOf(memoryFiles(files)))).output as unknown as { messages: readonly Head[] }).messages
}

test('messages of an mbox are the same, however the file comes in pieces', async () => {
  const text = mbox(letter('one', '', 'Body\n\n>From the start\n>>From twice\nFrom me to you\n\nFrom nobody in particular\n'), letter('two'), letter('three').replaceAll('\n', '\r\n'))
  const expected = ['Body\n\nFrom the start\n>From twice\nFrom me to you\n\nFrom nobody in particular', 'Hello', 'Hello']
  for (const size of [1, 2, 7, 64, 1000, 100_000]) {
    const found = []
    for await (const message of mboxMessages(inPieces(text, size))) found.push({ text: (await parsedMessage(message.bytes)).text.trim().replaceAll('\r', ''), offset: message.offset })
    expect(found.map((one) => one.text)).toEqual(expected)
    expect(found.map(({ offset }) => text.slice(offset, offset + 5))).toEqual(['From ', 'From ', 'From '])
  }
})

test('messages in an mbox are searched, read by their id, and not found under the id of another file', async () => {
  const files = { '/box': mbox(letter('Invoice 1', 'Status: RO\n'), letter('Lunch', 'X-Status: F\n'), letter('Invoice 2').replace('01 May', '03 May')), '/other': mbox(letter('Else')) }
  expect((await searched(files, { path: '/box' })).map(({ subject, unread, flagged }) => [subject, unread, flagged])).toEqual([['Invoice 2', true, false], ['Invoice 1', false, false], ['Lunch', true, true]])
  expect((await searched(files, { path: '/box', subject: 'invoice', before: '2026-05-02' })).map(({ subject }) => subject)).toEqual(['Invoice 1'])
  expect((await searched(files, { path: '/box', from: 'nobody' }))).toEqual([])
  const [first] = await searched(files, { path: '/box' })
  const ports = portsOf(memoryFiles(files))
  expect((await doTool('mail.read', { path: '/box', id: first?.id ?? '' }, ports)).output).toMatchObject({ subject: 'Invoice 2', from: 'Bob <bob@example.org>', text: expect.stringContaining('Hello') })
  await expect(doTool('mail.read', { path: '/other', id: first?.id ?? '' }, ports)).rejects.toMatchObject({ code: 'missing' })
  await expect(doTool('mail.search', { path: '/notes.txt' }, portsOf(memoryFiles({ '/notes.txt': 'no mail' })))).rejects.toMatchObject({ code: 'not-mail' })
})

test('a Maildir and a folder of .eml files are searched; a marked message keeps its id', async () => {
  const files = { '/m/cur/1777629600.A.host:2,FS': letter('Seen'), '/m/new/1777629601.B.host': letter('New'), '/m/tmp/x': 'x', '/e/a.eml': letter('File'), '/e/b.txt': 'x' }
  expect((await searched(files, { path: '/m' })).map(({ id, subject, unread, flagged }) => [id, subject, unread, flagged]).sort()).toEqual([['1777629600.A.host', 'Seen', false, true], ['1777629601.B.host', 'New', true, false]])
  expect((await searched(files, { path: '/e' })).map(({ id }) => id)).toEqual(['a.eml'])
  expect((await searched(files, { path: '/e/a.eml' })).map(({ subject }) => subject)).toEqual(['File'])
})

test('marking in a Maildir is undone to the very names; elsewhere it is refused', async () => {
  const folder = await tempFolder()
  await mkdir(join(folder.path, 'cur'), { recursive: true })
  await mkdir(join(folder.path, 'new'))
  await writeFile(join(folder.path, 'cur', '1777629600.A.host:2,Sa'), letter('One'))
  const ports = portsOf(nodeFiles({ bounds: [folder.path] }))
  const start = await treeOf(folder.path)
  const done = await doTool('mail.flag', { path: folder.path, id: '1777629600.A.host', flagged: true, read: false }, ports)
  expect(Object.keys(await treeOf(folder.path))).toContain('cur/1777629600.A.host:2,Fa')
  await undoTool(done, ports)
  expect(Object.keys(await treeOf(folder.path))).toEqual(Object.keys(start))
  await expect(doTool('mail.flag', { path: '/box', id: 'x', read: true }, portsOf(memoryFiles({ '/box': mbox(letter('x')) })))).rejects.toMatchObject({ name: 'ToolError' })
  await folder.remove()
})

test('broken messages give what can be read, and never break what reads them', async () => {
  const odd: readonly string[] = [
    '', '\n\n', 'no header at all', 'Subject: only a head', 'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nunclosed part',
    'Content-Type: multipart/mixed\n\nwithout a boundary', 'Content-Transfer-Encoding: base64\n\n!!!not base64!!!', 'Subject: =?utf-8?B?broken?= =?x?q?=FF?=\n\n', 'Content-Type: text/plain; charset=nonsense\n\ntext',
    `Content-Type: multipart/mixed; boundary=a\n\n${'--a\nContent-Type: multipart/mixed; boundary=a\n\n'.repeat(500)}`, `Subject: ${'x'.repeat(100_000)}\n\n`, `${'X-Many: 1\n'.repeat(50_000)}\nbody`,
  ]
  for (const text of odd) expect(await parsedMessage(bytesOf(text))).toMatchObject({ attachments: expect.any(Array) })
  expect((await parsedMessage(bytesOf('Subject: =?iso-8859-1?Q?Gr=FC=DFe?=\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe')))).toMatchObject({ subject: 'Grüße', text: expect.stringMatching(/^Grüße/) })
})

test('an HTML message is given as text without scripts, in time linear in its length', () => {
  expect(htmlText('<head><title>x</title><style>p{}</style></head><p>One&nbsp;&amp; two</p><script>alert("<p>")</script><div>Three<br>four &#252; &lt;b&gt;</div><!-- no --><ul><li>a<li>b</ul>')).toBe('One & two\n\nThree\nfour ü <b>\n\na\nb')
  const started = performance.now()
  for (const text of ['<script', '<!--', '<', '&', '<style><']) htmlText(text.repeat(300_000))
  expect(performance.now() - started).toBeLessThan(2000)
})

test('names of attachments are made safe: nothing leaves the folder, hides, turns or is kept by Windows', () => {
  const names = ['../../etc/passwd', '/etc/passwd', 'C:\\Windows\\x.exe', '..', '.', '', ' . ', '.bashrc', 'a\u202egpj.exe', 'con', 'NUL.txt', 'a\u0000b', 'x'.repeat(300) + '.pdf', 'report.pdf ', 'a:b*c?.txt', '\ud800', 'u\u0308.txt']
  const safe = names.map((name) => safeName(name, 'attachment-1'))
  expect(safe).toEqual(['_.._etc_passwd', '_etc_passwd', 'C__Windows_x.exe', 'attachment-1', 'attachment-1', 'attachment-1', 'attachment-1', 'bashrc', 'agpj.exe', '_con', '_NUL.txt', 'ab', `${'x'.repeat(116)}.pdf`, 'report.pdf', 'a_b_c_.txt', 'attachment-1', 'ü.txt'])
  fc.assert(fc.property(anyText(), (name) => {
    const made = safeName(name, 'attachment-1')
    expect(made).not.toMatch(/[/\\\u0000-\u001f]|^\.|^$|[. ]$/)
    expect([...made].length).toBeLessThanOrEqual(121)
  }), { numRuns: 50 })
  expect(freeName('A.pdf', new Set(['a.pdf', 'a (2).pdf']))).toBe('A (3).pdf')
})

const boundary = (parts: readonly (readonly [string, string])[]): string => letter('With files', 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n',
  `--b\nContent-Type: text/plain\n\nSee attached\n${parts.map(([name, text]) => `--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64')}\n`).join('')}--b--\n`)

test('attachments are saved under safe names beside what is there, and taken away again', async () => {
  const folder = await tempFolder()
  const at = (path: string): string => join(folder.path, path)
  await writeFile(at('m.eml'), boundary([['../evil.txt', 'one'], ['a.pdf', 'two'], ['A.PDF', 'three'], ['', 'four']]))
  await mkdir(at('into'))
  await writeFile(at('into/a.pdf'), 'mine')
  const ports = portsOf(nodeFiles({ bounds: [folder.path] }))
  const start = await treeOf(folder.path)
  const done = await doTool('mail.attachments', { path: at('m.eml'), id: 'm.eml', into: at('into') }, ports)
  expect((done.output as { saved: { path: string }[] }).saved.map(({ path }) => path)).toEqual([at('into/_evil.txt'), at('into/a (2).pdf'), at('into/A (3).PDF'), at('into/attachment-4')])
  const undone = await undoTool(done, ports)
  expect(await treeOf(folder.path)).toEqual(start)
  await undoTool(undone as NonNullable<typeof undone>, ports)
  expect(Object.keys(await treeOf(at('into')))).toHaveLength(5)
  const some = await doTool('mail.attachments', { path: at('m.eml'), id: 'm.eml', into: at('new/deep'), names: '*.pdf' }, ports)
  expect(Object.keys(await treeOf(at('new')))).toEqual(['deep/', 'deep/a.pdf'])
  await writeFile(at('new/deep/a.pdf'), 'changed by me')
  await expect(undoTool(some, ports)).rejects.toMatchObject({ code: 'changed' })
  await folder.remove()
})

test.each([
  { tool: 'mail.attachments', input: (at: (path: string) => string): JsonObject => ({ path: at('m.eml'), id: 'm.eml', into: at('new/deep') }) },
  { tool: 'mail.draft', input: (at: (path: string) => string): JsonObject => ({ path: at('drafts'), to: ['bob@example.org'], subject: 'Grüße', text: 'Hello', attach: [at('m.eml')] }) },
])('$tool on files: killed after any step it tells the truth, can be finished, and is undone', async ({ tool: name, input }) => {
  const tool = toolNamed(name)
  for (let step = 1, crashed = true; crashed; step++) {
    const folder = await tempFolder()
    const at = (path: string): string => join(folder.path, path)
    await writeFile(at('m.eml'), boundary([['a.txt', 'one'], ['b.txt', 'two']]))
    const files = nodeFiles({ bounds: [folder.path] })
    const ports = portsOf(files)
    const start = await treeOf(folder.path)
    const before = journaled((await tool.prepare?.(input(at), callOf(ports, null, ''))) ?? null)
    crashed = await tool.perform(input(at), callOf({ ...ports, files: crashingPort(files, step) }, before, 'run:1')).then(() => false, (error: unknown) => {
      if (error instanceof ToolError) throw error
      return error instanceof Crash || (error instanceof Error && error.message.startsWith('Some attachments'))
    })
    const there = Object.keys(await treeOf(folder.path)).length
    const found = await tool.check?.(input(at), callOf(ports, before, 'run:1'))
    const output = found?.happened === true ? found.output : await tool.perform(input(at), callOf(ports, before, 'run:1'))
    const whole = Object.keys(await treeOf(folder.path)).length
    expect({ step, happened: found?.happened }).toEqual({ step, happened: there === whole })
    await undoTool({ tool, input: input(at), before, output: journaled(output ?? null) }, ports)
    expect(await treeOf(folder.path)).toEqual(start)
    await folder.remove()
    expect(step).toBeLessThan(40)
  }
})

test('a message that is written is read back as it was meant, and nothing in it begins a header', async () => {
  const base = { from: { name: 'Ada, "the" Countess\r\nBcc: evil@example.org', address: 'ada@example.org' }, to: ['bob@example.org'], cc: ['carl@example.org'], messageId: '<1@example.org>', inReplyTo: '<0@example.org>', date: Date.UTC(2026, 4, 1), attachments: [{ name: 'Übersicht (1).pdf', bytes: bytesOf('PDF') }] }
  const made = composeMessage({ ...base, subject: 'Grüße\r\nBcc: evil@example.org\u2028X: y', text: 'Hello\n\n.\nFrom here\n--=_boundary\nüber alles' })
  const text = new TextDecoder().decode(made)
  expect(text).not.toMatch(/^Bcc|^X:/im)
  expect(text.split('\r\n').every((line) => line.length <= 998 && !line.includes('\n'))).toBe(true)
  const parsed = await parsedMessage(made)
  expect(parsed).toMatchObject({ subject: 'Grüße Bcc: evil@example.org X: y', to: 'bob@example.org', cc: 'carl@example.org', messageId: '<1@example.org>', date: Date.UTC(2026, 4, 1) })
  expect(parsed.from).toContain('<ada@example.org>')
  expect(parsed.text.replaceAll('\r', '').trim()).toBe('Hello\n\n.\nFrom here\n--=_boundary\nüber alles')
  expect(parsed.attachments).toMatchObject([{ name: 'Übersicht (1).pdf', bytes: bytesOf('PDF') }])
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 300 }), async (subject, body) => {
    const bytes = composeMessage({ ...base, from: { name: '', address: 'ada@example.org' }, attachments: [], subject, text: body })
    const head = new TextDecoder().decode(bytes).split('\r\n\r\n')[0] ?? ''
    expect(head.split('\r\n').filter((line) => !line.startsWith(' ')).map((line) => line.split(':')[0])).toEqual(['Date', 'From', 'To', 'Cc', 'Subject', 'Message-ID', 'In-Reply-To', 'References', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'])
  }), { numRuns: 60 })
})
