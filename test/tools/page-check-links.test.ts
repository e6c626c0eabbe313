import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import { readRobots } from '../../engine/tools/builtin/page/robots.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { doTool, portsOf } from './tool-world.ts'

let server: OddServer
let other: OddServer
let http: ReturnType<typeof nodeHttp>
let open = 0
let mostOpen = 0
let times: number[] = []

const html = (body: string) => (_request: unknown, response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end(body)

beforeAll(async () => {
  other = await oddServer({ '/there': html('there') })
  server = await oddServer({
    '/robots.txt': (_, response) => response.end('User-agent: *\nDisallow: /private\nAllow: /private/open'),
    '/': html(`<a href=a>A</a><a href=b#x>B</a><a href="/gone">Gone</a><a href="${other.url}/there">There</a><a href="${other.url}/gone">Gone there</a><img src=/no.png alt=Pic><a href=/private/x>P</a><a href=/private/open>O</a><a href=/away>Away</a>`),
    '/a': html('<a href=/>back</a><a href=/c>C</a><a href=/gone>Gone again</a><a href=/loop>L</a><a href=mailto:x@y.test>m</a>'),
    '/b': html('<a href=/d>D</a>'),
    '/c': html('<a href=/never>too deep</a>'),
    '/d': (_, response) => {
      open++
      mostOpen = Math.max(mostOpen, open)
      setTimeout(() => (open--, response.end('d')), 20)
    },
    '/private/open': html('open'),
    '/away': (_, response) => response.writeHead(302, { location: `${other.url}/there` }).end(),
    '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
    '/no-head': (request, response) => (request.method === 'HEAD' ? response.writeHead(405).end() : response.end('fine')),
    '/closed': (_, response) => response.writeHead(503).end(),
    '/reset': (request) => void request.socket.resetAndDestroy(),
    '/odd': html('<a href=/no-head>1</a><a href=/closed>2</a><a href=/reset>3</a>'),
    '/many': html(Array.from({ length: 30 }, (_, index) => `<a href="/d?${index}">d</a>`).join('')),
  })
  server.requests.length = 0
  http = nodeHttp({ allowPrivate: [server.host, other.host] })
})

afterAll(async () => {
  await http.close()
  await server.close()
  await other.close()
})

async function check(path: string, options: JsonObject = {}): Promise<JsonObject> {
  times = []
  const ports = { ...portsOf(nodeFiles()), http, clock: new SystemClock() }
  return (await doTool('page.check_links', { url: `${server.url}${path}`, pause: 0, ...options }, ports)).output as JsonObject
}

test('broken links of a site are told with the page they stand on', async () => {
  const found = await check('/', { depth: 2 })
  expect(found).toMatchObject({ pages: 4, forbidden: 1, elsewhere: 3, truncated: false })
  expect(found['broken']).toEqual([
    { url: `${server.url}/gone`, status: 404, problem: 'status 404', sure: true, on: `${server.url}/`, text: 'Gone' },
    { url: `${server.url}/no.png`, status: 404, problem: 'status 404', sure: true, on: `${server.url}/`, text: 'Pic' },
    { url: `${server.url}/loop`, status: 0, problem: 'too-many-redirects', sure: true, on: `${server.url}/a`, text: 'L' },
  ])
  expect(server.seen).not.toContain('GET /private/x')
  expect(server.seen).not.toContain('GET /never')
  expect(server.seen.filter((one) => one.endsWith(' /c'))).toEqual(['HEAD /c'])
  expect(other.seen).toEqual([])
})

test('another host is tried where it is named', async () => {
  const found = await check('/', { depth: 1, also: [other.host] })
  expect(found).toMatchObject({ pages: 1, elsewhere: 0 })
  expect((found['broken'] as { url: string }[]).map(({ url }) => url)).toContain(`${other.url}/gone`)
})

test('a no to HEAD is asked again with GET, and what may only be down is not told as sure', async () => {
  const { broken } = (await check('/odd')) as { broken: { url: string; sure: boolean; status: number }[] }
  expect(broken.map(({ url, sure, status }) => [new URL(url).pathname, sure, status])).toEqual([['/closed', false, 503], ['/reset', false, 0]])
})

test('at most four requests are open at once, and no more addresses are tried than told', async () => {
  mostOpen = 0
  expect(await check('/many', { most: 20 })).toMatchObject({ truncated: true, checked: 21 })
  expect(mostOpen).toBeLessThanOrEqual(4)
})

test('between two requests to a host there is a pause', async () => {
  const start = performance.now()
  await check('/many', { most: 5, depth: 1, pause: 40 })
  times.push(performance.now() - start)
  expect(times[0]).toBeGreaterThan(40 * 6 - 20)
})

test('a first page that is not there is an error', async () => {
  await expect(check('/nothing')).rejects.toMatchObject({ code: 'status', facts: { status: 404 } })
  await expect(check('/../../x y')).rejects.toMatchObject({ code: 'bad-url' })
})

test.each([
  ['User-agent: *\nDisallow: /', '/x', false],
  ['User-agent: *\nDisallow:', '/x', true],
  ['User-agent: other\nDisallow: /', '/x', true],
  ['User-agent: other\nUser-agent: Chela\nDisallow: /', '/x', false],
  ['User-agent: *\nDisallow: /\n\nUser-agent: chela\nDisallow: /y', '/x', true],
  ['User-agent: *\nDisallow: /a*b', '/axxb/c', false],
  ['User-agent: *\nDisallow: /*.pdf$', '/x.pdf', false],
  ['User-agent: *\nDisallow: /*.pdf$', '/x.pdf?a', true],
  ['User-agent: *\nDisallow: /a$', '/a', false],
  ['User-agent: *\nDisallow: /a$', '/ab', true],
  ['User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
  ['User-agent: *\nAllow: /a\nDisallow: /a', '/a', true],
  ['<html>not found</html>', '/x', true],
  ['', '/x', true],
  [`User-agent: *\nDisallow: /${'*a'.repeat(200)}b`, `/${'a'.repeat(8000)}`, true],
])('robots.txt %j for %j: %s', (text, path, allowed) => expect(readRobots(text, 'chela').allows(path)).toBe(allowed))
