import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { isoTime } from '../../engine/tools/builtin/page/iso-time.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { doTool, portsOf } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

let server: OddServer
let http: ReturnType<typeof nodeHttp>
let folder: TempFolder
let feed = ''

beforeAll(async () => {
  server = await oddServer({
    '/feed': (_, response) => response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed),
    '/page': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>no feed'),
  })
  http = nodeHttp({ allowPrivate: [server.host] })
  folder = await tempFolder()
})

afterAll(async () => {
  await http.close()
  await server.close()
  await folder.remove()
})

async function run(input: JsonObject): Promise<JsonObject> {
  return (await doTool('feed.read', input, { ...portsOf(nodeFiles({ bounds: [folder.path] })), http })).output as JsonObject
}

async function read(text: string | Uint8Array, options: JsonObject = {}): Promise<JsonObject> {
  const path = join(folder.path, 'feed.xml')
  await writeFile(path, text)
  return run({ path, ...options })
}

const rss = (items: string): string => `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News &amp; more</title><link>https://x.test/</link>${items}</channel></rss>`

test('RSS is read, with the text of its items as plain text', async () => {
  feed = rss(`<item><title>A &lt;b&gt;bold&lt;/b&gt; one</title><link>/a</link><guid isPermaLink="false">1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate><dc:creator>Me</dc:creator><description>short</description>
    <content:encoded><![CDATA[<p>Full <i>text</i></p><script>SECRET</script><p hidden>SECRET</p>]]></content:encoded><enclosure url="https://x.test/a.mp3" length="5" type="audio/mpeg"/><category>c</category></item>
    <item><title>Newer</title><link>https://x.test/b</link><pubDate>Wed, 04 Mar 2026 10:00:00 EST</pubDate><description>&lt;p&gt;Tom &amp;amp; Jerry&lt;/p&gt;</description></item><item><title>Undated</title></item>`)
  const found = await run({ url: `${server.url}/feed` })
  expect(found).toMatchObject({ title: 'News & more', url: 'https://x.test/', format: 'rss', truncated: false })
  expect(found['items']).toEqual([
    { id: 'https://x.test/b', title: 'Newer', url: 'https://x.test/b', published: '2026-03-04T15:00:00.000Z', author: '', text: 'Tom & Jerry', tags: [], attachments: [] },
    { id: '1', title: 'A bold one', url: `${server.url}/a`, published: '2026-03-03T09:00:00.000Z', author: 'Me', text: 'Full text', tags: ['c'], attachments: [{ url: 'https://x.test/a.mp3', type: 'audio/mpeg' }] },
    { id: 'Undated', title: 'Undated', url: '', published: '', author: '', text: '', tags: [], attachments: [] },
  ])
})

test('Atom, RDF and JSON Feed are read alike', async () => {
  const atom = await read(`<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">T</title><link href="https://x.test/"/><entry><id>i</id><title>A</title><link rel="enclosure" href="/e" type="a/b"/><link href="/a"/><updated>2026-03-01T00:00:00Z</updated>
    <author><name>N</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content></entry></feed>`)
  expect(atom).toMatchObject({ format: 'atom', title: 'T', items: [{ id: 'i', title: 'A', url: 'https://x.test/a', published: '2026-03-01T00:00:00.000Z', author: 'N', text: 'x', attachments: [{ url: 'https://x.test/e', type: 'a/b' }] }] })
  const rdf = await read('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel><item><title>a</title><link>https://x.test/a</link><dc:date>2026-01-01</dc:date></item></rdf:RDF>')
  expect(rdf).toMatchObject({ format: 'rdf', title: 'R', items: [{ title: 'a', url: 'https://x.test/a', published: '2026-01-01T00:00:00.000Z' }] })
  const json = await read(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', items: [{ id: '1', url: 'https://x.test/a', title: 'a', content_html: '<p>x</p>', date_published: '2026-01-01T00:00:00Z', authors: [{ name: 'z' }], tags: ['q'] }] }))
  expect(json).toMatchObject({ format: 'json', title: 'J', items: [{ id: '1', text: 'x', author: 'z', tags: ['q'] }] })
})

test('only what is newer is given, and no more than told', async () => {
  const items = Array.from({ length: 20 }, (_, index) => `<item><title>t${index}</title><pubDate>${new Date(Date.UTC(2026, 0, index + 1)).toUTCString()}</pubDate><description>${'word '.repeat(100)}</description></item>`).join('')
  const titles = async (options: JsonObject): Promise<readonly string[]> => ((await read(rss(`${items}<item><title>undated</title></item>`), options))['items'] as { title: string }[]).map(({ title }) => title)
  expect(await titles({ since: '2026-01-18T00:00:00Z' })).toEqual(['t19', 't18'])
  expect(await titles({ since: '2026-01-18T02:00:00+02:00' })).toEqual(['t19', 't18'])
  expect(await titles({ most: 2 })).toEqual(['t19', 't18'])
  expect(await read(rss(items), { most: 3, most_text: 9 })).toMatchObject({ truncated: true, items: [{ text: 'word word' }, {}, {}] })
  await expect(titles({ since: 'yesterday' })).rejects.toMatchObject({ code: 'bad-time' })
})

test('entities that would grow or reach out are never read', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index || ''};`.repeat(10)}">`).join('')}]>${rss('<item><title>&a20;</title></item>')}`
  await expect(read(bomb)).rejects.toMatchObject({ code: 'bad-feed' })
  await expect(read(`<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title></item>')}`)).rejects.toMatchObject({ code: 'bad-feed' })
  const old = rss('<item><title>x</title></item>').replace('<rss', '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss')
  expect(await read(old)).toMatchObject({ items: [{ title: 'x' }] })
})

test('what is no feed is told so', async () => {
  for (const text of ['', 'words', '<html></html>', '{}', '[]', '{"version":', '<rss', '<rss><channel>', '<rss><channel><item></rss>', '\0\0\0', '{"version":"https://jsonfeed.org/version/1"}', '[['.repeat(100_000)]) {
    const failure: unknown = await read(text).then(({ items }) => items, (error: { code: string }) => error.code)
    expect([[], 'bad-feed'], text.slice(0, 40)).toContainEqual(failure)
  }
  await expect(run({ url: `${server.url}/page` })).rejects.toMatchObject({ code: 'bad-feed' })
  await expect(run({})).rejects.toMatchObject({ code: 'bad-url' })
})

test('addresses that are none of the web are left out', async () => {
  const items = ['javascript:alert(1)', 'file:///etc/passwd', 'http://a@b.test/', 'data:text/html,x'].map((link) => `<item><title>t</title><link>${link}</link></item>`).join('')
  expect(((await read(rss(items)))['items'] as { url: string }[]).map(({ url }) => url)).toEqual(['', '', '', ''])
})

test('any text gives a feed or a declared error', async () => {
  const piece = fc.constantFrom('<item>', '</item>', '<title>', '</title>', '<![CDATA[', ']]>', '&amp;', '&#0;', '&x;', '<link href="', '"', '/>', '<content:encoded>', 'x', '<?', '?>', '<!--', '-->', '\ud800', '<guid>', '<__proto__>', '</__proto__>')
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      await read(rss(pieces.join(''))).catch((error: { code: string }) => expect(error.code).toBe('bad-feed'))
    }),
    { numRuns: 100 },
  )
})

test.each([
  ['Tue, 03 Mar 2026 10:00:00 GMT', '2026-03-03T10:00:00.000Z'],
  ['3 Mar 2026 10:00 UT', '2026-03-03T10:00:00.000Z'],
  ['Tue, 03 Mar 2026 10:00:00 CET', '2026-03-03T09:00:00.000Z'],
  ['Tue, 03 Mar 2026 10:00:00', '2026-03-03T10:00:00.000Z'],
  ['2026-03-03', '2026-03-03T00:00:00.000Z'],
  ['2026-03-03 10:00', '2026-03-03T10:00:00.000Z'],
  ['2026-03-03T10:00:00.5-05:00', '2026-03-03T15:00:00.500Z'],
  ['yesterday', ''],
  ['', ''],
  ['2026-13-45', ''],
])('the time %j is %j', (text, iso) => expect(isoTime(text)).toBe(iso))
