import { expect, test } from 'vitest'
import { ask, bare, call, someServer } from './ask-server.ts'
import { smallDesk } from './small-desk.ts'

test.each([
  ['text/plain', 415],
  ['application/x-www-form-urlencoded', 415],
  ['multipart/form-data', 415],
  ['application/json; charset=utf-16', 415],
  ['text/plain; application/json', 415],
  [undefined, 415],
  ['application/json', 200],
  ['application/json; charset=UTF-8', 200],
])('a body of the type %s gets %i', async (type, status) => {
  const small = smallDesk()
  expect((await call(await someServer({ desk: small.desk }), 'facts', [], { headers: { 'content-type': type } })).status).toBe(status)
  expect(small.calls).toHaveLength(status === 200 ? 1 : 0)
})

test.each([
  ['', 'The body is no JSON.'],
  ['[', 'The body is no JSON.'],
  ['{}', 'The body must be a JSON array: the arguments in order.'],
  ['null', 'The body must be a JSON array: the arguments in order.'],
  [Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), 'The body is no JSON.'],
  ['[{"__proto__":{"x":1}}]', 'The body has a key "__proto__".'],
  [`${'['.repeat(200)}${']'.repeat(200)}`, 'The body is nested deeper than 100 levels.'],
  ['['.repeat(2_000_000), 'The body is nested deeper than 100 levels.'],
  [`["\\"]",${'{"a":'.repeat(101)}1${'}'.repeat(101)}]`, 'The body is nested deeper than 100 levels.'],
])('a body that can not be used is refused in words', async (body, message) => {
  const small = smallDesk()
  const { status, json } = await call(await someServer({ desk: small.desk }), 'keepBeside', [], { body })
  expect([status, json.error?.message]).toEqual([400, message])
  expect(small.calls).toEqual([])
})

test('brackets inside of texts are no levels', async () => {
  const small = smallDesk({ report: () => ({ texts: [] }) })
  const server = await someServer({ desk: small.desk })
  const texts = ['['.repeat(200), `"${'{'.repeat(200)}\\`, `\\"${'['.repeat(200)}`]
  for (const text of texts) expect((await call(server, 'report', [text])).status).toBe(200)
  expect(small.calls.map(([, given]) => given)).toEqual(texts.map((text) => [text]))
})

test('two megabytes are taken, and not a byte more', async () => {
  const small = smallDesk({ report: () => ({ texts: [] }) })
  const server = await someServer({ desk: small.desk })
  const most = 2 * 1024 * 1024
  expect((await call(server, 'report', ['x'.repeat(most - 4)])).status).toBe(200)
  expect((await call(server, 'report', ['x'.repeat(most - 3)])).status).toBe(413)
  expect((await call(server, 'report', ['x'], { headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
  expect(small.calls).toHaveLength(1)
})

test('a body without a length is cut off at the limit', async () => {
  const server = await someServer({ limits: { body: 1000 } })
  const { got, closed, socket } = bare(server, `POST /api/facts HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`)
  const chunk = `1000\r\n${' '.repeat(4096)}\r\n`
  socket.write(chunk)
  await until(() => got().includes('\r\n\r\n'))
  expect(got()).toMatch(/^HTTP\/1\.1 413 /)
  const more = setInterval(() => socket.write(chunk.repeat(64)), 1)
  await closed
  clearInterval(more)
})

test('a client that sends its head or its body too slowly is cut off', async () => {
  const server = await someServer({ limits: { head: 150, request: 300 } })
  const head = `POST /api/facts HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`
  const slowHead = bare(server, head)
  const slowBody = bare(server, `${head}Authorization: Bearer ${server.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[`)
  await Promise.all([slowHead.closed, slowBody.closed])
  expect(slowHead.got()).toMatch(/^HTTP\/1\.1 408 /)
  expect(slowBody.got()).not.toContain('200 OK')
  expect((await call(server, 'facts')).status).toBe(200)
})

test('a head that is too large, and a body that breaks off, harm nobody', async () => {
  const server = await someServer()
  const large = bare(server, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
  await large.closed
  expect(large.got()).toMatch(/^HTTP\/1\.1 431 /)
  bare(server, `POST /api/facts HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[`).socket.end()
  bare(server, 'no HTTP at all\r\n\r\n')
  expect((await call(server, 'facts')).status).toBe(200)
})

test('two requests glued together by two lengths are refused', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  const own = `Host: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\nContent-Type: application/json\r\n`
  const { closed, got } = bare(server, `POST /api/facts HTTP/1.1\r\n${own}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)
  await closed
  expect(got()).toMatch(/^HTTP\/1\.1 400 /)
  expect(small.calls).toEqual([])
  expect((await ask(server, { path: '/' })).status).toBe(200)
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) await new Promise((done) => setTimeout(done, 10))
  expect(holds()).toBe(true)
}
