import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import type { HttpPort, HttpRequest } from '../../engine/terms/http-port.ts'
import { oddServer, rawAnswer, type OddServer } from '../helpers/odd-server.ts'

let server: OddServer
let other: OddServer
let http: ReturnType<typeof nodeHttp>

beforeAll(async () => {
  other = await oddServer({ '/': (_, response) => response.end('the other') })
  server = await oddServer({
    '/plain': (request, response) => response.end(`hello ${request.headers['user-agent']} ${request.headers['cookie'] ?? ''}`),
    '/cookie': (_, response) => response.writeHead(302, { location: '/plain', 'set-cookie': 'a=b' }).end(),
    '/echo': (request, response) => void request.pipe(response),
    '/gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed')),
    '/br': (_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('packed')),
    '/deflate': (_, response) => response.writeHead(200, { 'content-encoding': 'deflate' }).end(deflateSync('packed')),
    '/bomb': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))),
    '/stacked': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('x'))),
    '/strange': (_, response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end('x'),
    '/cut-gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed').subarray(0, 15)),
    '/not-gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('packed'),
    '/mute': () => undefined,
    '/slow-body': (_, response) => response.writeHead(200, { 'content-length': '10' }).write('abc'),
    '/dripping': (_, response) => {
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    },
    '/endless': (_, response) => {
      const more = (): void => void (response.destroyed || response.write(Buffer.alloc(50_000, 'x'), () => setImmediate(more)))
      more()
    },
    '/long': (_, response) => response.writeHead(200, { 'content-length': '5000' }).end(Buffer.alloc(5000)),
    '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
    '/hop1': (_, response) => response.writeHead(301, { location: 'hop2' }).end('moved'),
    '/hop2': (_, response) => response.writeHead(307, { location: '/plain?x#y' }).end(),
    '/to-other': (_, response) => response.writeHead(302, { location: `${other.url}/` }).end(),
    '/to-private': (_, response) => response.writeHead(302, { location: 'http://10.11.12.13/' }).end(),
    '/to-name': (_, response) => response.writeHead(302, { location: 'http://metadata.test/' }).end(),
    '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/to-user': (_, response) => response.writeHead(302, { location: `http://a:b@${server.host}/plain` }).end(),
    '/to-nothing': (_, response) => response.writeHead(302).end('no location'),
    '/short': (_, response) => rawAnswer(response, 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'),
    '/broken-chunks': (_, response) => rawAnswer(response, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nwhat\r\n'),
    '/open-chunks': (_, response) => rawAnswer(response, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
    '/two-lengths': (_, response) => rawAnswer(response, 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabcde'),
    '/no-http': (_, response) => rawAnswer(response, 'SSH-2.0-OpenSSH\r\n\r\n'),
    '/huge-head': (_, response) => rawAnswer(response, `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}\r\n`),
    '/reset': (request) => void request.socket.resetAndDestroy(),
    '/reset-later': (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('abc')
      setTimeout(() => request.socket.resetAndDestroy(), 30)
    },
  })
  http = nodeHttp({ allowPrivate: [server.host, other.host], times: { head: 300, idle: 300, whole: 5000 } })
})

afterAll(async () => {
  await http.close()
  await server.close()
  await other.close()
})

async function ask(path: string, options: Partial<HttpRequest> = {}, port: HttpPort = http, signal = new AbortController().signal): Promise<string> {
  const answer = await port.request({ method: 'GET', url: path.startsWith('/') ? `${server.url}${path}` : path, most: 1_000_000, ...options }, signal)
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.body) chunks.push(chunk)
  return `${answer.status} ${Buffer.concat(chunks).toString('utf8')}`
}

test('an answer is given as it is, without cookies', async () => {
  expect(await ask('/plain')).toBe('200 hello Chela ')
  expect(await ask('/cookie')).toBe('200 hello Chela ')
  expect(await ask('/nothing')).toBe('404 nothing here')
  expect(await ask('/echo', { method: 'POST', body: Buffer.from('ünï') })).toBe('200 ünï')
  expect(await ask('/plain', { method: 'HEAD' })).toBe('200 ')
})

test.each(['/gzip', '/br', '/deflate'])('%s is unpacked', async (path) => expect(await ask(path)).toBe('200 packed'))

test('a packed body is given packed when that is asked for', async () => {
  const answer = await http.request({ method: 'GET', url: `${server.url}/gzip`, most: 1000, raw: true }, new AbortController().signal)
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.body) chunks.push(chunk)
  expect(Buffer.concat(chunks)).toEqual(gzipSync('packed'))
})

test.each([
  ['/bomb', 'too-large'],
  ['/endless', 'too-large'],
  ['/huge-head', 'too-large'],
  ['/stacked', 'bad-answer'],
  ['/strange', 'bad-answer'],
  ['/cut-gzip', 'bad-answer'],
  ['/not-gzip', 'bad-answer'],
  ['/short', 'bad-answer'],
  ['/broken-chunks', 'bad-answer'],
  ['/open-chunks', 'bad-answer'],
  ['/two-lengths', 'bad-answer'],
  ['/no-http', 'bad-answer'],
  ['/reset', 'bad-answer'],
  ['/reset-later', 'bad-answer'],
  ['/mute', 'too-slow'],
  ['/slow-body', 'too-slow'],
  ['/loop', 'too-many-redirects'],
  ['/to-other', 'other-host'],
  ['/to-private', 'other-host'],
  ['/to-file', 'bad-url'],
  ['/to-user', 'bad-url'],
])('%s fails with %s', async (path, code) => {
  await expect(ask(path)).rejects.toMatchObject({ code })
})

test.each(['http://a@127.0.0.1/', 'file:///etc/passwd', 'http:/x', 'http://', '//x', 'x', '', 'http://x\\@y/', 'http://x y/', 'ws://x/', `http://x/${'a'.repeat(9000)}`, 'http://[::1%25lo]/'])('%j is no address', async (url) => {
  const request = http.request({ method: 'GET', url, most: 1 }, new AbortController().signal)
  await expect(request).rejects.toMatchObject({ code: 'bad-url' })
})

test('what is longer than told is not begun, and the bound is exact', async () => {
  await expect(ask('/long', { most: 4999 })).rejects.toMatchObject({ code: 'too-large' })
  expect(await ask('/long', { most: 5000 })).toHaveLength(5004)
})

test('an answer that never stops dripping ends when the time of the whole is over', async () => {
  await expect(ask('/dripping', { time: 200 })).rejects.toMatchObject({ code: 'too-slow' })
})

test('a deed that is left ends its request', async () => {
  for (const path of ['/mute', '/dripping']) {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('left')), 50)
    await expect(ask(path, {}, http, controller.signal)).rejects.not.toMatchObject({ code: 'too-slow' })
  }
  await expect(ask('/plain', {}, http, AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
})

test('redirects are followed on the host, and their fragment goes nowhere', async () => {
  expect(await ask('/hop1')).toBe('200 hello Chela ')
  expect(server.seen.slice(-3)).toEqual(['GET /hop1', 'GET /hop2', 'GET /plain?x'])
  expect(await ask('/to-nothing')).toBe('302 no location')
})

test('a redirect to another host is followed only inside the bounds, without the headers', async () => {
  const bounded = http.within((url) => [server.host, other.host].includes(new URL(url).host))
  expect(await ask('/to-other', { headers: { 'x-mine': 'secretive' } }, bounded)).toBe('200 the other')
  expect(other.requests.at(-1)?.headers).not.toHaveProperty('x-mine')
  const narrow = bounded.within((url) => new URL(url).host === server.host)
  await expect(ask('/to-other', {}, narrow)).rejects.toMatchObject({ code: 'other-host', facts: { host: other.host } })
  await expect(ask(`${other.url}/`, {}, narrow)).rejects.toMatchObject({ code: 'other-host' })
})

test('a redirect into a private network is refused even inside the bounds', async () => {
  await expect(ask('/to-private', {}, http.within(() => true))).rejects.toMatchObject({ code: 'private' })
})

test('a redirect of a change is not followed but given', async () => {
  const answer = await http.request({ method: 'POST', url: `${server.url}/hop1`, body: Buffer.from('x'), most: 100 }, new AbortController().signal)
  answer.close()
  expect(answer).toMatchObject({ status: 301, headers: { location: 'hop2' } })
})

test('of a change that broke after it was sent nothing is claimed', async () => {
  for (const path of ['/reset', '/mute', '/short', '/no-http', '/bomb', '/cut-gzip']) {
    const failure: unknown = await ask(path, { method: 'POST', body: Buffer.from('x') }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Error)
    expect(failure).not.toHaveProperty('facts')
  }
  await expect(ask('http://10.0.0.1/', { method: 'POST' })).rejects.toMatchObject({ code: 'private' })
})

test('nobody at home is refused', async () => {
  const gone = await oddServer({})
  await gone.close()
  const port = nodeHttp({ allowPrivate: [gone.host] })
  await expect(ask(gone.url, {}, port)).rejects.toMatchObject({ code: 'refused' })
  await expect(ask(gone.url, { method: 'POST' }, port)).rejects.toMatchObject({ code: 'refused' })
})
