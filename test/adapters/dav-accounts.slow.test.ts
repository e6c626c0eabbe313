import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { davAccounts } from '../../engine/adapters/dav-accounts.ts'
import { davReadOnly } from '../../engine/adapters/dav-read-only.ts'
import type { DavPort } from '../../engine/terms/dav-port.ts'
import { accountsIn } from '../helpers/accounts-text.ts'
import { radicaleProgram, startRadicale, type Radicale } from '../helpers/radicale.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const skip = 'missing' in radicaleProgram
const { signal } = new AbortController()
let server: Radicale
let port: DavPort

beforeAll(async () => {
  if (skip) return
  server = await startRadicale()
  const { url, user, password } = server
  port = davAccounts(accountsIn(server.folder, {
    home: { dav: { url, user, password } },
    direct: { dav: { url: `${url}ada/`, user, password } },
    wrong: { dav: { url, user, password: 'secret-of-nobody' } },
  }))
})

afterAll(async () => server?.stop())

const event = (uid: string): string => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//EN\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260601T090000Z\r\nDTEND:20260601T100000Z\r\nSUMMARY:A & <B> "é"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`

test.skipIf(skip)('collections are found from the root of the server and from the home of the user', async () => {
  for (const account of ['home', 'direct']) {
    expect(await port.collections(account, 'calendar', signal)).toEqual([{ path: '/ada/home/', name: 'Home' }])
    expect(await port.collections(account, 'contacts', signal)).toEqual([{ path: '/ada/people/', name: 'People' }])
  }
})

test.skipIf(skip)('an event is written only where nothing is, read, found by its uid and its time, changed and removed by its version', async () => {
  const path = '/ada/home/one.ics'
  await port.put('home', 'calendar', path, event('one'), null, signal)
  await expect(port.put('home', 'calendar', path, event('one'), null, signal)).rejects.toMatchObject({ code: 'changed' })
  const item = await port.get('home', path, signal)
  expect(item?.text).toContain('SUMMARY:A & <B> "é"')
  const found = async (filter: object): Promise<readonly string[]> => (await port.items('home', 'calendar', '/ada/home/', filter, signal)).items.map((one) => one.path)
  expect(await found({ uid: 'one' })).toEqual([path])
  expect(await found({ uid: 'another<&' })).toEqual([])
  expect(await found({ from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 2) })).toEqual([path])
  expect(await found({ from: Date.UTC(2026, 5, 2), to: Date.UTC(2026, 5, 3) })).toEqual([])
  const { items } = await port.items('home', 'calendar', '/ada/home/', {}, signal)
  expect(items[0]?.etag).toBe(item?.etag)
  expect(items[0]?.text.replace(/\r/g, '')).toBe(item?.text.replace(/\r/g, ''))
  await expect(port.put('home', 'calendar', path, event('one'), '"another"', signal)).rejects.toMatchObject({ code: 'changed' })
  await port.put('home', 'calendar', path, event('one').replace('A &', 'C &'), item?.etag ?? '', signal)
  await expect(port.remove('home', path, item?.etag ?? '', signal)).rejects.toMatchObject({ code: 'changed' })
  await port.remove('home', path, (await port.get('home', path, signal))?.etag ?? '', signal)
  expect(await port.get('home', path, signal)).toBeUndefined()
})

test.skipIf(skip)('a wrong secret, a missing collection and what is no account are told, never with the secret', async () => {
  const faults = await Promise.all([
    port.collections('wrong', 'calendar', signal), port.items('home', 'calendar', '/ada/nothing/', {}, signal), port.collections('nobody', 'calendar', signal),
    port.get('home', 'https://elsewhere.example/x', signal),
  ].map((work) => work.then(() => undefined, (error: { code: string; message: string }) => error)))
  expect(faults.map((error) => error?.code)).toEqual(['login', 'missing', 'no-account', 'refused'])
  for (const error of faults) expect(JSON.stringify([error, error?.message])).not.toMatch(/secret-of-nobody|correct-horse/)
})

test.skipIf(skip)('a port that only reads changes nothing', async () => {
  const reading = davReadOnly(port)
  await expect(reading.put('home', 'calendar', '/ada/home/x.ics', event('x'), null, signal)).rejects.toMatchObject({ code: 'refused' })
  await expect(reading.remove('home', '/ada/home/x.ics', '', signal)).rejects.toMatchObject({ code: 'refused' })
})

/** A server that answers everything by one rule, and notes what it was asked. */
async function strange(answer: (path: string) => { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | undefined; readonly hang?: boolean }) {
  const asked: { readonly path: string; readonly authorization: string | undefined }[] = []
  const http = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization })
    const { status, headers = {}, body = '', hang = false } = answer(request.url ?? '')
    if (hang) return void request.socket.destroy()
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`
  const accounts = accountsIn(temporaryFolder(), { home: { dav: { url, user: 'u', password: 'hidden-pass-1' } } })
  return { url, asked, port: davAccounts(accounts), close: () => new Promise((resolve) => http.close(resolve)) }
}

test('a redirect to another host does not get the secret; one on the same host is followed, but not for ever', async () => {
  const thief = await strange(() => ({ status: 200 }))
  const server = await strange((path) => (path === '/loop' ? { status: 301, headers: { location: '/loop' } } : { status: 302, headers: { location: `${thief.url}steal` } }))
  await expect(server.port.get('home', '/x', signal)).rejects.toMatchObject({ code: 'refused' })
  await expect(server.port.get('home', '/loop', signal)).rejects.toMatchObject({ code: 'bad-answer' })
  expect(thief.asked).toEqual([])
  await Promise.all([thief.close(), server.close()])
})

test('answers that are no XML, lead elsewhere, are huge or lack a version are refused', async () => {
  const list = (href: string): string => `<multistatus xmlns="DAV:"><response><href>${href}</href><propstat><prop><resourcetype><calendar xmlns="urn:ietf:params:xml:ns:caldav"/></resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`
  let body = 'no xml <'
  let status = 207
  const server = await strange(() => ({ status, body }))
  await expect(server.port.collections('home', 'calendar', signal)).rejects.toMatchObject({ code: 'bad-answer' })
  body = list('https://elsewhere.example/cal/')
  await expect(server.port.collections('home', 'calendar', signal)).rejects.toMatchObject({ code: 'refused' })
  body = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${list('/&b;')}`
  await server.port.collections('home', 'calendar', signal).catch((error: unknown) => expect(error).toMatchObject({ name: 'ToolError' }))
  body = 'x'.repeat(33 * 1024 * 1024)
  await expect(server.port.collections('home', 'calendar', signal)).rejects.toMatchObject({ code: 'too-large' })
  status = 200
  body = 'BEGIN:VCALENDAR'
  await expect(server.port.get('home', '/x', signal)).rejects.toMatchObject({ code: 'bad-answer' })
  await server.close()
})

test('a change whose connection breaks is no declared error, for it may have taken place', async () => {
  const server = await strange(() => ({ status: 0, hang: true }))
  const fault = await server.port.put('home', 'calendar', '/x.ics', 'x', null, signal).catch((error: unknown) => error)
  expect(fault).toMatchObject({ name: 'Error' })
  expect(String(fault)).not.toContain('hidden-pass-1')
  await expect(server.port.get('home', '/x.ics', signal)).rejects.toMatchObject({ code: 'unreachable' })
  await server.close()
  await expect(server.port.put('home', 'calendar', '/x.ics', 'x', null, signal)).rejects.toMatchObject({ code: 'unreachable' })
})
