import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startServer } from '../../engine/serve/start-server.ts'
import { ask, bare, builtEditor, call, someServer } from './ask-server.ts'
import { smallDesk } from './small-desk.ts'

test('without the token of this start no operation does anything', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  const wrong = [undefined, '', 'Bearer ', `Bearer ${server.token.slice(0, -1)}`, `Bearer ${server.token}x`, server.token, `Basic ${server.token}`, `bearer ${server.token}`, `Bearer  ${server.token}`, `Bearer ${'A'.repeat(43)}`]
  for (const authorization of wrong) {
    const { status, headers, json } = await call(server, 'facts', [], { headers: { authorization } })
    expect([status, json.error?.code, headers['www-authenticate']]).toEqual([401, 'no-access', 'Bearer'])
    expect((await ask(server, { path: '/api/stream', headers: { authorization } })).status).toBe(401)
    expect((await call(server, 'no-such-operation', [], { headers: { authorization } })).status).toBe(401)
  }
  const query = { path: `/api/facts?token=${server.token}&access_token=${server.token}`, headers: { authorization: undefined, cookie: `token=${server.token}` } }
  expect((await call(server, 'facts', [], query)).status).toBe(401)
  expect(small.calls).toEqual([])
  expect((await call(server, 'facts')).status).toBe(200)
})

test('each start has a token of 256 bits of its own, and the one before is worth nothing', async () => {
  const first = await startServer({ desk: smallDesk().desk, editor: builtEditor() })
  expect(Buffer.from(first.token, 'base64url')).toHaveLength(32)
  await first.close()
  const second = await someServer({ port: first.port })
  expect(second.token).not.toBe(first.token)
  expect((await call(second, 'facts', [], { headers: { authorization: `Bearer ${first.token}` } })).status).toBe(401)
})

test('a ticket buys the token once', async () => {
  const server = await someServer()
  const authorization = `Bearer ${server.ticket()}`
  expect((await call(server, 'facts', [], { headers: { authorization } })).status).toBe(401)
  expect((await ask(server, { method: 'POST', path: '/api/token', headers: { authorization } })).json).toEqual({ answer: server.token })
  for (const again of [authorization, undefined, 'Bearer x']) expect((await ask(server, { method: 'POST', path: '/api/token', headers: { authorization: again } })).status).toBe(401)
})

test('only its own names are answered, so that no name of a stranger can be pointed here', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  const { port } = server
  const foreign = ['evil.example', `evil.example:${port}`, '127.0.0.1', 'localhost', `127.0.0.1:${port + 1}`, `127.0.0.1.evil.example:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`, `0.0.0.0:${port}`, `127.1:${port}`, `localhost.:${port}`, `user@127.0.0.1:${port}`, `127.0.0.1:${port}, evil.example`]
  for (const host of foreign) {
    expect([host, (await call(server, 'facts', [], { headers: { host } })).status]).toEqual([host, 403])
    expect((await ask(server, { path: '/', headers: { host } })).status).toBe(403)
  }
  expect((await call(server, 'facts', [], { headers: { host: `localhost:${port}` } })).status).toBe(200)
  expect(small.calls).toHaveLength(1)
})

test('two hosts, no host, or a whole address in the first line are refused', async () => {
  const server = await someServer()
  const own = `Host: 127.0.0.1:${server.port}`
  for (const head of [`GET / HTTP/1.1\r\n${own}\r\nHost: evil.example`, 'GET / HTTP/1.1', `GET http://evil.example/ HTTP/1.1\r\n${own}`, `GET //evil.example/ HTTP/1.1\r\n${own}`, `OPTIONS * HTTP/1.1\r\n${own}`]) {
    const { got, closed } = bare(server, `${head}\r\nConnection: close\r\n\r\n`)
    await closed
    expect([head, got()]).toEqual([head, expect.stringMatching(/^HTTP\/1\.1 (?:400|403|405) /)])
  }
})

test('another site is refused by its Origin, with the token too', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  const foreign = ['http://evil.example', 'null', `https://127.0.0.1:${server.port}`, `http://127.0.0.1:${server.port + 1}`, `http://localhost:${server.port}`, 'file://', `http://127.0.0.1:${server.port}.evil.example`, '']
  for (const origin of foreign) expect([origin, (await call(server, 'facts', [], { headers: { origin } })).status]).toEqual([origin, 403])
  for (const site of ['cross-site', 'same-site', 'anything']) expect((await call(server, 'facts', [], { headers: { 'sec-fetch-site': site } })).status).toBe(403)
  for (const site of ['cross-site', 'same-site']) expect((await ask(server, { path: '/', headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })).status).toBe(403)
  expect(small.calls).toEqual([])
  expect((await call(server, 'facts', [], { headers: { origin: server.address, 'sec-fetch-site': 'same-origin' } })).status).toBe(200)
  expect((await ask(server, { path: '/', headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
})

test('a header that comes after thousands of others is looked at as well', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  const head = (last: string): string => `POST /api/facts HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n${'a:\r\n'.repeat(2500)}${last}\r\n\r\n[]`
  for (const [last, status] of [['Origin: http://evil.example', 403], ['Host: evil.example', /40[03]/], ['b: c', 200]] as const) {
    const { got, closed } = bare(server, head(last))
    await closed
    expect([last, got().slice(0, 12)]).toEqual([last, expect.stringMatching(new RegExp(`^HTTP/1\\.1 ${typeof status === 'number' ? status : status.source}`))])
  }
  expect(small.calls).toHaveLength(1)
})

test('no answer lets another site read it, and none is asked beforehand', async () => {
  const server = await someServer()
  const asked = { origin: 'http://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization', 'access-control-request-private-network': 'true' }
  for (const path of ['/', '/api/facts', '/api/stream']) {
    const answers = [await ask(server, { method: 'OPTIONS', path }), await ask(server, { method: 'OPTIONS', path, headers: asked }), await ask(server, { path }), await ask(server, { path, headers: { origin: server.address } })]
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([405, 403])
    for (const { headers } of answers) expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
})

test('every answer carries the strict headers', async () => {
  const server = await someServer()
  const answers = [
    await ask(server, { path: '/' }),
    await ask(server, { path: '/assets/main-0a1B2c3D.js' }),
    await ask(server, { path: '/not-there' }),
    await ask(server, { path: '/', headers: { host: 'evil.example' } }),
    await call(server, 'facts'),
    await call(server, 'facts', [], { headers: { authorization: '' } }),
    await call(server, 'facts', {}),
  ]
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'(?: 'nonce-[\w+/=]+')?; img-src 'self' data: blob:; .*connect-src 'self'; .*frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' })
    expect(headers['x-powered-by'] ?? headers['server']).toBeUndefined()
  }
  expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(['no-store', 'public, max-age=31536000, immutable', 'no-store', 'no-store', 'no-store', 'no-store', 'no-store'])
})

test('it can be reached at the loopback address and at no other', async () => {
  const server = await someServer()
  expect(server.address).toBe(`http://127.0.0.1:${server.port}`)
  const others = Object.values(networkInterfaces()).flatMap((faces) => faces ?? []).filter(({ address, scopeid }) => address !== '127.0.0.1' && (scopeid ?? 0) === 0)
  for (const { address } of [...others, { address: '::1' }]) {
    const reached = await new Promise((done) => {
      const socket = connect({ host: address, port: server.port, timeout: 300 }, () => done(true))
      socket.on('error', () => done(false))
      socket.on('timeout', () => done(false))
    })
    expect([address, reached]).toEqual([address, false])
  }
})

test('a port in use is told with what to do', async () => {
  const { port } = await someServer()
  await expect(startServer({ desk: smallDesk().desk, editor: '', port })).rejects.toMatchObject({ code: 'port-taken', message: `Port ${port} is in use.`, help: expect.stringContaining('--port') })
})
