import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { doTool, portsOf } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

let server: OddServer
let http: ReturnType<typeof nodeHttp>
let folder: TempFolder
let page = ''

beforeAll(async () => {
  server = await oddServer({
    '/page': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-language': 'de' }).end(page),
    '/moved': (_, response) => response.writeHead(302, { location: '/page' }).end(),
    '/picture': (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('png'),
  })
  http = nodeHttp({ allowPrivate: [server.host] })
  folder = await tempFolder()
  await mkdir(join(folder.path, 'in'))
})

afterAll(async () => {
  await http.close()
  await server.close()
  await folder.remove()
})

async function run(tool: string, input: JsonObject): Promise<JsonObject> {
  return (await doTool(tool, input, { ...portsOf(nodeFiles({ bounds: [folder.path] })), http })).output as JsonObject
}

async function read(html: string, options: JsonObject = {}): Promise<JsonObject> {
  const path = join(folder.path, 'in', 'page.html')
  await writeFile(path, html)
  return run('page.read', { path, ...options })
}

const sentence = 'This is a sentence of the story, which is long enough to weigh something. '

test('a page is read as text, with what it says about itself', async () => {
  page = `<!doctype html><html lang="pt-BR"><head><title>The  title</title><meta property="article:published_time" content="2026-03-01T10:00:00+01:00"><meta name=description content="About it">
    <style>p { color: red }</style></head><body><nav><a href="/a">Home</a></nav><article><h1>Hello</h1><p>One <b>two</b>&nbsp;three.<br>Four &amp; five.</p><ul><li>a<li>b<ol><li>c</ol></ul>
    <blockquote><p>quoted</p></blockquote><pre>  x
    y</pre><p>${sentence.repeat(5)}<a href="../b?x=1#y">link</a></p><table><tr><td>1<td>2<tr><td>3<td>4</table></article><footer>Imprint</footer><script>alert("no")</script></body></html>`
  const found = await run('page.read', { url: `${server.url}/moved` })
  expect(found).toMatchObject({ url: `${server.url}/page`, title: 'The title', description: 'About it', language: 'pt-BR', published: '2026-03-01T09:00:00.000Z', truncated: false })
  expect(found['text']).toBe(
    ['# Hello', '', 'One two three.', 'Four & five.', '', '- a', '- b', '', '  1. c', '', '> quoted', '', '```', '  x', '    y', '```', '', `${sentence.repeat(5)}link`, '', '1 | 2', '3 | 4'].join('\n'),
  )
  expect(found['links']).toEqual([{ url: `${server.url}/b?x=1#y`, text: 'link', kind: 'link', leads: 'site' }])
})

test('what stands beside the text is left out, and there with whole', async () => {
  const html = `<body><div id=menu>${'<a href=/x>Menu entry number one</a> '.repeat(20)}</div><div><div><p>${sentence}</p><p>${sentence}</p><p>${sentence}</p></div></div><div class=foot>Imprint</div>`
  const { text } = await read(html)
  expect(text).toBe([sentence.trim(), sentence.trim(), sentence.trim()].join('\n\n'))
  expect((await read(html, { whole: true }))['text']).toContain('Menu entry')
  expect((await read('<p>short</p>'))['text']).toBe('short')
  expect((await read('just words'))['text']).toBe('just words')
})

test('scripts, styles and what is hidden are never text', async () => {
  const secret = 'SECRET'
  const hidden = [
    `<script>${secret}</script>`, `<script type="text/plain">${secret}</script>`, `<style>${secret}</style>`, `<p hidden>${secret}</p>`, `<div style="DISPLAY : none">${secret}</div>`, `<p style="color:red;visibility:hidden">${secret}</p>`,
    `<p aria-hidden=true>${secret}</p>`, `<template>${secret}</template>`, `<noscript>${secret}</noscript>`, `<svg><text>${secret}</text></svg>`, `<iframe>${secret}</iframe>`, `<textarea>${secret}</textarea>`, `<!-- ${secret} -->`,
    `<p style="font-size:0">${secret}</p>`, `<p style="opacity: 0">${secret}</p>`, `<object>${secret}</object>`, `<select><option>${secret}</select>`, `<SCRIPT >${secret}</SCRIPT >`, `<![CDATA[ ${secret} ]]>`, `<?php ${secret} ?>`,
  ]
  for (const html of hidden) {
    for (const options of [{ whole: false }, { whole: true }]) expect((await read(`<p>seen</p>${html}<p>too</p>`, options))['text'], html).not.toContain(secret)
  }
  expect((await read(`<p>seen</p><script>var x = "</p>${secret}`))['text']).toBe('seen')
})

test.each([
  ['unclosed tags', '<html><body><div><p>one<p>two<div><b>three<i>four'],
  ['wrong ends', '</p></div>one</body></html><p>two</b></i></p>three four'],
  ['no head end', '<html><head><title>t</title><body><p>one two three four'],
  ['attributes without end', '<p>one two three four</p><a href="x'],
  ['half a tag', 'one two three four<'],
  ['nulls', 'one\0 two three four'],
])('broken HTML is read all the same: %s', async (_name, html) => {
  expect(String((await read(html))['text']).replace(/[^a-z ]+/g, ' ')).toMatch(/one.*four/)
})

test('the text is cut where it is told', async () => {
  const found = await read(`<p>${'abc '.repeat(1000)}</p>`.repeat(10), { most: 50 })
  expect(found).toMatchObject({ truncated: true })
  expect(String(found['text'])).toHaveLength(50)
})

test('an encoding that the page names is used', async () => {
  const path = join(folder.path, 'in', 'old.html')
  await writeFile(path, Buffer.from('<meta charset=windows-1251><title>\xcf\xf0\xe8</title>', 'latin1'))
  expect(await run('page.read', { path })).toMatchObject({ title: 'При', url: null })
})

test('links are absolute, each once, with what they are and where they lead', async () => {
  page = `<base href="/dir/"><link rel=stylesheet href=s.css><link rel=alternate type=application/rss+xml href=feed><a href="x.html"> An <i>x</i> </a><a href=x.html>again</a><a href="#top">Top</a><a href="/page#here">Here</a>
    <a href="http://other.test/a b">Other</a><a href="mailto:a@b.test">Mail</a><a href="tel:+1">Call</a><a href="javascript:alert(1)">Bad</a><a href="http://u:p@other.test/">User</a><a href="//other.test/c">Net</a><a href="">Self</a>
    <img src="p.png" alt="A picture"><script src="s.js"></script><iframe src="f.html"></iframe><form action="send"></form><a name=z>no link</a>`
  const { links } = (await run('page.links', { url: `${server.url}/page` })) as { links: { url: string; text: string; kind: string; leads: string }[] }
  const at = (path: string): string => `${server.url}${path}`
  expect(links.map(({ url, text, kind, leads }) => [url, text, kind, leads])).toEqual([
    [at('/dir/s.css'), '', 'style', 'site'], [at('/dir/feed'), '', 'feed', 'site'], [at('/dir/x.html'), 'An x', 'link', 'site'], [at('/dir/#top'), 'Top', 'link', 'site'], [at('/page#here'), 'Here', 'link', 'page'],
    ['http://other.test/a%20b', 'Other', 'link', 'elsewhere'], ['mailto:a@b.test', 'Mail', 'link', 'mail'], ['tel:+1', 'Call', 'link', 'telephone'], ['javascript:alert(1)', 'Bad', 'link', 'other'],
    ['http://u:p@other.test/', 'User', 'link', 'other'], ['http://other.test/c', 'Net', 'link', 'elsewhere'], [at('/dir/'), 'Self', 'link', 'site'], [at('/dir/p.png'), 'A picture', 'image', 'site'], [at('/dir/s.js'), '', 'script', 'site'],
    [at('/dir/f.html'), '', 'frame', 'site'], [at('/dir/send'), '', 'form', 'site'],
  ])
  expect(await run('page.links', { url: `${server.url}/page`, most: 3 })).toMatchObject({ truncated: true })
})

test('what is no page is refused', async () => {
  await expect(run('page.read', { url: `${server.url}/picture` })).rejects.toMatchObject({ code: 'bad-type' })
  await expect(run('page.read', {})).rejects.toMatchObject({ code: 'bad-url' })
  await expect(run('page.read', { url: `${server.url}/page`, path: folder.path })).rejects.toMatchObject({ code: 'bad-url' })
  await expect(run('page.links', { url: `${server.url}/nothing` })).rejects.toMatchObject({ code: 'status' })
  await expect(read('x'.repeat(13_000_000))).rejects.toMatchObject({ code: 'too-large' })
})
