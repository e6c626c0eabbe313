import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { decodeBody } from '../../engine/tools/builtin/http/decode-body.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { doTool, portsOf, toolNamed } from './tool-world.ts'

let server: OddServer
let http: ReturnType<typeof nodeHttp>

beforeAll(async () => {
  server = await oddServer({
    '/text': (_, response) => response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0x66, 0xfc, 0x72])),
    '/json': (request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ a: [1, request.headers['accept']] })),
    '/not-json': (_, response) => response.end('<html>'),
    '/image': (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('png'),
    '/bomb': (_, response) => response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(30_000_000))),
    '/take': (request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => response.writeHead(201, { 'content-type': 'text/plain' }).end(`${request.method} ${request.headers['content-type']} ${body}`))
    },
    '/no': (_, response) => response.writeHead(503).end('closed'),
    '/away': (_, response) => response.writeHead(307, { location: '/take' }).end(),
    '/cut': (_, response) => response.writeHead(200, { 'content-length': '10' }).write('abc', () => setTimeout(() => response.destroy(), 20)),
    '/reset': (request) => void request.socket.resetAndDestroy(),
    '/flood': (_, response) => response.end('x'.repeat(3_000_000)),
  })
  http = nodeHttp({ allowPrivate: [server.host], times: { whole: 5000 } })
})

afterAll(async () => {
  await http.close()
  await server.close()
})

async function run(tool: string, input: JsonObject): Promise<JsonObject> {
  const { output } = await doTool(tool, { ...input, url: `${server.url}${String(input['url'])}` }, { ...portsOf(nodeFiles()), http })
  return output as JsonObject
}

test('text is given in the letters it was written in', async () => {
  expect(await run('http.get', { url: '/text' })).toMatchObject({ status: 200, text: 'für', type: 'text/plain', size: 3, json: null })
  expect(await run('http.get', { url: '/text', method: 'HEAD' })).toMatchObject({ text: '', size: 0 })
})

test('JSON is given as a value, and what is none is told so', async () => {
  expect(await run('http.get', { url: '/json', json: true })).toMatchObject({ json: { a: [1, 'application/json'] }, text: '' })
  await expect(run('http.get', { url: '/not-json', json: true })).rejects.toMatchObject({ code: 'bad-type' })
})

test('what is no success or not of the wanted type is an error that is declared', async () => {
  await expect(run('http.get', { url: '/nothing' })).rejects.toMatchObject({ code: 'status', facts: { status: 404 } })
  await expect(run('http.get', { url: '/image' })).rejects.toMatchObject({ code: 'bad-type' })
  await expect(run('http.get', { url: '/text', type: 'text/csv' })).rejects.toMatchObject({ code: 'bad-type' })
  await expect(run('http.get', { url: '/bomb' })).rejects.toMatchObject({ code: 'too-large' })
  expect(await run('http.get', { url: '/text', type: 'TEXT/*' })).toMatchObject({ text: 'für' })
})

test('headers with secrets, of the connection or with line breaks are refused', async () => {
  const bad = ['Authorization', 'Cookie', 'X-Api-Key', 'x-auth-token', 'Proxy-Authorization', 'Host', 'Content-Length', 'Transfer-Encoding', 'Range', 'X-Forwarded-For', 'a b', 'a\r\nb', '']
  for (const name of bad) await expect(run('http.get', { url: '/json', headers: { [name]: 'x' } }), name).rejects.toMatchObject({ code: 'bad-header' })
  for (const value of ['a\r\nHost: b', 'a\nb', 'ü', '\0', ' a']) await expect(run('http.get', { url: '/json', headers: { 'x-a': value } })).rejects.toMatchObject({ code: 'bad-header' })
  expect(await run('http.get', { url: '/json', json: true, headers: { Accept: 'application/ld+json' } })).toMatchObject({ json: { a: [1, 'application/ld+json'] } })
})

test('what is sent is sent once, and any status is an answer', async () => {
  const before = server.seen.length
  expect(await run('http.send', { url: '/take', text: 'hello' })).toMatchObject({ ok: true, status: 201, text: 'POST text/plain; charset=utf-8 hello' })
  expect(await run('http.send', { url: '/take', method: 'PUT', json: { b: 1, a: 'ü' } })).toMatchObject({ text: 'PUT application/json {"a":"ü","b":1}' })
  expect(await run('http.send', { url: '/no', method: 'DELETE' })).toMatchObject({ sent: true, ok: false, status: 503, text: 'closed' })
  expect(await run('http.send', { url: '/away', text: 'x' })).toMatchObject({ ok: false, status: 307, location: '/take' })
  expect(server.seen.slice(before)).toEqual(['POST /take', 'PUT /take', 'DELETE /no', 'POST /away'])
})

test('of what was sent the status counts, whatever becomes of the rest of the answer', async () => {
  expect(await run('http.send', { url: '/cut' })).toMatchObject({ status: 200, truncated: true })
  const flood = await run('http.send', { url: '/flood' })
  expect(flood).toMatchObject({ truncated: true })
  expect(flood['text']).toHaveLength(1_000_000)
  expect(await run('http.send', { url: '/bomb' })).toMatchObject({ status: 200, truncated: true })
})

test('a connection that breaks after sending is no declared error', async () => {
  const failure = (await run('http.send', { url: '/reset' }).catch((error: unknown) => error)) as Error & { code?: string }
  expect(failure).toBeInstanceOf(Error)
  expect(Object.hasOwn(toolNamed('http.send').errors, failure.code ?? 'none')).toBe(false)
})

test('without a network the tools say so', async () => {
  for (const tool of ['http.get', 'http.send', 'http.download']) {
    await expect(doTool(tool, { url: 'http://example.org/', ...(tool === 'http.download' && { path: '/nowhere/x' }) }, portsOf(nodeFiles()))).rejects.toMatchObject({ code: expect.stringMatching(/not-here|no-access/) })
  }
})

test('the encoding is told by the mark, the header, the text itself, in this order', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')
  expect(decodeBody(bytes('\xef\xbb\xbf\xc3\xbc'), 'iso-8859-1')).toBe('ü')
  expect(decodeBody(bytes('\xff\xfea\0'), undefined)).toBe('a')
  expect(decodeBody(bytes('\xfe\xff\0a'), 'utf-8')).toBe('a')
  expect(decodeBody(bytes('\xe4'), 'windows-1251')).toBe('д')
  expect(decodeBody(bytes('<meta charset="koi8-r">\xc4'), undefined)).toBe('<meta charset="koi8-r">д')
  expect(decodeBody(bytes('<meta http-equiv=content-type content="text/html; charset=shift_jis">\x82\xa0'), undefined)).toContain('あ')
  expect(decodeBody(bytes('<?xml version="1.0" encoding="ISO-8859-1"?>\xfc'), undefined)).toContain('ü')
  expect(decodeBody(bytes('<meta charset="utf-16">\xc3\xbc'), undefined)).toContain('ü')
  expect(decodeBody(bytes('\xc3\xbc'), 'no-such-charset')).toBe('ü')
  expect(decodeBody(bytes('\x93quoted\x94'), undefined)).toBe('“quoted”')
  expect(decodeBody(bytes(''), undefined)).toBe('')
})
