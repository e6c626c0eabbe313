import { expect, test } from 'vitest'
import { ask, bare, someServer } from './ask-server.ts'
import { smallDesk } from './small-desk.ts'

const open = (server: { readonly port: number; readonly token: string }, query = '', more = ''): string =>
  `GET /api/stream${query} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n${more}\r\n`

/** The sequence numbers that a stream has told, in order. */
const told = (text: string): readonly number[] => [...text.matchAll(/^id: run1:(\d+)$/gm)].map((match) => Number(match[1]))

test('the entries of a followed run come with their number, first those that were there, then those that come', async () => {
  const small = smallDesk()
  small.append('run1', 3)
  small.append('run2', 5)
  const server = await someServer({ desk: small.desk })
  const { got } = bare(server, open(server, '?follow=run1&after=1'))
  await until(() => told(got()).length === 2)
  small.append('run1', 2, 'two\nlines')
  small.append('run2', 1)
  await until(() => told(got()).length === 4)
  expect(got()).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(got()).toContain('Content-Type: text/event-stream')
  expect(got()).toContain('Cache-Control: no-store')
  expect(told(got())).toEqual([2, 3, 4, 5])
  expect(got()).not.toContain('run2')
  expect(got()).toContain('data: {"kind":"entry","run":"run1","entry":{"sequence":5,"time":0,"kind":"run-paused","because":"two\\nlines"}}\n\n')
})

test('a stream goes on after the entry that was seen last', async () => {
  const small = smallDesk()
  small.append('run1', 9)
  const server = await someServer({ desk: small.desk })
  const { got } = bare(server, open(server, '?follow=run1&after=2', 'Last-Event-ID: run1:7\r\n'))
  const other = bare(server, open(server, '?follow=run1&after=8', 'Last-Event-ID: run2:3\r\n'))
  await until(() => told(got()).length === 2 && told(other.got()).length === 1)
  expect([told(got()), told(other.got())]).toEqual([[8, 9], [9]])
})

test('several runs are followed in one stream, and other news come once', async () => {
  const small = smallDesk({ asks: () => [{ run: 'run1' }] })
  const server = await someServer({ desk: small.desk })
  const { got } = bare(server, open(server, '?follow=run1&after=0&follow=run2&after=0'))
  await until(() => small.watching() === 2)
  small.append('run1', 1)
  small.append('run2', 1)
  small.tell({ kind: 'skills', ids: ['mine/a'] })
  await until(() => got().includes('"skills"') && got().includes('"asks"'))
  expect(got().match(/^id: run[12]:1$/gm)).toEqual(['id: run1:1', 'id: run2:1'])
  expect(got().match(/"kind":"skills"/g)).toHaveLength(1)
  expect(got().match(/"kind":"asks","asks":\[\{"run":"run1"\}\]/g)).toHaveLength(1)
})

test.each(['?after=1', '?follow=run1&after=x', '?follow=run1&after=-1', '?follow=run1&follow=run1', '?follow=', '?follow=a%0ab', `?${'follow=r&'.repeat(17)}`, `?follow=${'r'.repeat(201)}`])('%s is refused', async (query) => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  expect((await ask(server, { path: `/api/stream${query}`, headers: { authorization: `Bearer ${server.token}` } })).status).toBe(400)
  expect(small.watching()).toBe(0)
})

test('signs of life come while nothing happens', async () => {
  const server = await someServer({ limits: { heartbeat: 20 } })
  const { got } = bare(server, open(server))
  await until(() => got().split(': still here').length > 3)
})

test('a page that goes away is no longer told', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  const { socket } = bare(server, open(server))
  await until(() => small.watching() === 1)
  socket.destroy()
  await until(() => small.watching() === 0)
})

test('a slow reader keeps no more waiting than the limit, gets what waits, and is asked to come again', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk, limits: { buffer: 1_000_000 } })
  const slow = bare(server, open(server, '?follow=run1'))
  await until(() => slow.got().includes(': here'))
  slow.socket.pause()
  small.append('run1', 200, 'x'.repeat(100_000))
  expect(small.watching()).toBe(0)
  slow.socket.resume()
  await slow.closed
  const first = told(slow.got())
  expect(first.length).toBeGreaterThan(5)
  expect(first.length).toBeLessThan(200)
  const again = bare(server, open(server, `?follow=run1&after=${first.at(-1)}`))
  await until(() => told(again.got()).length > 0)
  expect(told(again.got())[0]).toBe(first.length + 1)
})

test('a reader that takes nothing at all is cut off in the end', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk, limits: { buffer: 100_000_000, idle: 200, heartbeat: 50 } })
  const stuck = bare(server, open(server, '?follow=run1'))
  await until(() => stuck.got().includes(': here'))
  stuck.socket.pause()
  small.append('run1', 200, 'x'.repeat(100_000))
  await until(() => small.watching() === 0)
  stuck.socket.resume()
  await stuck.closed
  expect(told(stuck.got()).length).toBeLessThan(200)
})

test('more windows than the limit are refused, and the end of the server ends them all', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk, limits: { streams: 2 } })
  const windows = [bare(server, open(server)), bare(server, open(server))]
  await until(() => small.watching() === 2)
  const third = await ask(server, { path: '/api/stream', headers: { authorization: `Bearer ${server.token}` } })
  expect([third.status, third.json.error?.code]).toEqual([503, 'too-many'])
  await server.close()
  await Promise.all(windows.map(({ closed }) => closed))
  expect(windows.map(({ got }) => got().endsWith('0\r\n\r\n'))).toEqual([true, true])
  expect(small.watching()).toBe(0)
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) await new Promise((done) => setTimeout(done, 10))
  expect(holds()).toBe(true)
}
