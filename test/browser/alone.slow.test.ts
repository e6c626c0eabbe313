import { readFileSync, readdirSync, rmSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { at, ended, skill, start } from './alone-hands.ts'
import { buildPage, launchBrowser, root, serveFolder, type ServedFolder } from './real-browser.ts'

const shipped = Object.fromEntries(readdirSync(`${root}/skills`).map((file) => [file.slice(0, -'.skill.yaml'.length), readFileSync(`${root}/skills/${file}`, 'utf8')]))
const tidy = shipped['tidy-folder'] as string

let folder: string
let served: ServedFolder
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  folder = await buildPage('test/browser/alone-page.ts')
  served = await serveFolder(folder, "default-src 'none'; script-src 'self'; connect-src 'self'")
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write', 'geolocation'], geolocation: { latitude: 48.1, longitude: 11.5, accuracy: 20 } })
  await context.addInitScript((texts) => Object.assign(globalThis, { chelaShipped: texts }), shipped)
  page = await open()
  return () => context.close()
})

async function open(): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(served.address)
  await tab.waitForFunction(() => 'chela' in globalThis)
  return tab
}

const asking = skill('uses: { file.write: { path: ~/out }, notify.show: {} }\nstates:\n  sure: { confirm: Write it?, expires: 50s }\n  write: { call: file.write, with: { path: ~/out/a.txt, text: hello } }\n  done: { end: done, evidence: file_exists(write.path) }\n')

test('a shipped skill tidies a folder in the private files of the browser, and is undone', async () => {
  await page.evaluate(`Promise.all([chela.put('Downloads', 'a.jpg', 'x'), chela.put('Downloads', 'b.txt', 'y')])`)
  await new Promise((done) => setTimeout(done, 1100))
  const run = await start(page, tidy, { folder: '~/Downloads', older_than: '1s' })
  expect(await ended(page, run)).toBe('done')
  const month = new Date().toISOString().slice(0, 7)
  expect(await page.evaluate('chela.tree()')).toEqual([`Downloads/documents/${month}/b.txt`, `Downloads/pictures/${month}/a.jpg`])
  await at(page, (desk, one) => desk.undo(one), run)
  await expect.poll(() => page.evaluate('chela.tree()')).toEqual(['Downloads/a.jpg', 'Downloads/b.txt'])
})

test('a question of one tab is answered in another, and what was decided holds in both', async () => {
  const other = await open()
  const run = await start(page, asking)
  await expect.poll(() => at(other, async (desk) => (await desk.asks()).length, 0)).toBe(1)
  expect(await other.evaluate(`chela.news.some((one) => one.kind === 'asks' && one.asks.length === 1)`)).toBe(true)
  const [ask] = await at(other, (desk) => desk.asks(), 0)
  await expect(at(other, (desk, one) => desk.answer(one.run, one.ask, { kind: 'filled', values: {} }), { run, ask: ask?.ask ?? 0 })).rejects.toThrow('This question wants a yes or a no')
  await at(other, (desk, one) => desk.answer(one.run, one.ask, { kind: 'yes', span: 'once' }), { run, ask: ask?.ask ?? 0 })
  expect(await ended(other, run)).toBe('done')
  expect(await at(page, (desk) => desk.asks(), 0)).toEqual([])
  await expect(at(other, (desk, one) => desk.answer(one.run, one.ask, { kind: 'no' }), { run, ask: ask?.ask ?? 0 })).rejects.toThrow('answered already')
  const second = await at(other, async (desk, text) => (await desk.start({ text, input: {} })).run, asking)
  await expect.poll(() => at(page, async (desk) => (await desk.asks()).length, 0)).toBe(1)
  await at(page, (desk, one) => desk.cancel(one), second)
  expect(await ended(page, second)).toBe('stopped')
})

test('a run of a tab that was closed is taken up by one that is open, or by the next', async () => {
  const other = await open()
  const run = await start(page, asking)
  await page.close()
  await expect.poll(() => at(other, async (desk) => (await desk.asks()).map((one) => one.run), 0), { timeout: 15_000 }).toEqual([run])
  await other.reload()
  await other.waitForFunction(() => 'chela' in globalThis)
  await expect.poll(() => at(other, async (desk) => (await desk.asks()).map((one) => one.run), 0), { timeout: 15_000 }).toEqual([run])
  const [ask] = await at(other, (desk) => desk.asks(), 0)
  await at(other, (desk, one) => desk.answer(one.run, one.ask, { kind: 'yes', span: 'once' }), { run, ask: ask?.ask ?? 0 })
  expect(await ended(other, run)).toBe('done')
})

test('skills, policy and accepted texts are there after a reload; a change in one tab is news in the other', async () => {
  const other = await open()
  await at(page, (desk, text) => desk.save('mine/sample', text, null), asking)
  await expect.poll(() => other.evaluate(`chela.news.some((one) => one.kind === 'skills' && one.ids.includes('mine/sample'))`)).toBe(true)
  const { hash } = await at(page, (desk) => desk.policy(), 0)
  expect(await at(page, (desk, base) => desk.savePolicy('chela: 1\nrules: [ { deny: file.write, because: not here } ]\n', base), hash)).toHaveProperty('saved')
  expect(await at(other, (desk, base) => desk.savePolicy('chela: 1\n', base), hash)).toHaveProperty('conflict')
  await at(page, async (desk, text) => desk.accept(text, (await desk.report(text)).texts.map((one) => one.hash)), asking)
  const none = await at(page, (desk) => desk.synonyms(), 0)
  expect(await at(page, (desk, base) => desk.saveSynonyms('chela: 1\ngroups: [sample Muster]\n', base), none.hash)).toHaveProperty('saved')
  expect(await at(other, (desk, base) => desk.saveSynonyms('chela: 1\n', base), none.hash)).toHaveProperty('conflict')
  await page.reload()
  await page.waitForFunction(() => 'chela' in globalThis)
  expect(await at(page, (desk) => desk.synonyms(), 0)).toMatchObject({ text: 'chela: 1\ngroups: [sample Muster]\n', faults: [] })
  const listing = await at(page, async (desk) => (await desk.skills()).find(({ id }) => id === 'mine/sample'), 0)
  expect(listing).toMatchObject({ accepted: true, faulty: false, writable: true })
  const run = await at(page, async (desk, text) => (await desk.start({ text, input: {} })).run, asking)
  await expect.poll(() => at(other, async (desk) => (await desk.asks()).length, 0)).toBe(1)
  await at(other, async (desk) => { for (const one of await desk.asks()) await desk.answer(one.run, one.ask, { kind: 'yes', span: 'once' }) }, 0)
  expect(await ended(page, run)).toBe('failed')
  expect(await page.evaluate('chela.tree()')).toEqual([])
})

test('the tools that only a browser has do their deeds, and each that needs a yes asks for it', async () => {
  const text = skill('uses: { clipboard.write: {}, clipboard.read: {}, location.get: {} }\nstates:\n  copy: { call: clipboard.write, with: { text: from a skill } }\n  look: { call: clipboard.read }\n  where: { call: location.get }\n  done: { end: done, output: { text: "${ look.text }", place: "${ where.latitude }" } }\n')
  await page.bringToFront()
  const run = await start(page, text)
  for (const tool of ['clipboard.read', 'location.get']) {
    await expect.poll(() => at(page, async (desk) => (await desk.asks()).map(({ question }) => (question as { card?: { tool: string } }).card?.tool), 0)).toEqual([tool])
    await at(page, async (desk) => { for (const one of await desk.asks()) await desk.answer(one.run, one.ask, { kind: 'yes', span: 'once' }) }, 0)
  }
  expect(await ended(page, run)).toBe('done')
  expect(JSON.stringify((await at(page, (desk, one) => desk.entries(one), run)).at(-1))).toContain('"text":"from a skill","place":48.1')
})

test('a rehearsal reads the private files and changes none; what the browser lacks is told as not here', async () => {
  await page.evaluate(`chela.put('Downloads', 'a.jpg', 'x')`)
  const rehearsal = await at(page, async (desk, text) => {
    await desk.accept(text, (await desk.report(text)).texts.map(({ hash }) => hash))
    return desk.rehearse(text, { folder: '~/Downloads', older_than: '0s' })
  }, tidy)
  expect(rehearsal.deeds.map(({ tool }) => tool)).toContain('file.move')
  expect(await page.evaluate('chela.tree()')).toEqual(['Downloads/a.jpg'])
  const run = await start(page, skill('uses: { share.send: {} }\nstates:\n  send: { call: share.send, with: { text: hi } }\n'))
  await expect.poll(() => at(page, async (desk) => (await desk.asks()).length, 0)).toBe(1)
  await at(page, async (desk) => { for (const one of await desk.asks()) await desk.answer(one.run, one.ask, { kind: 'yes', span: 'once' }) }, 0)
  expect(await ended(page, run)).toBe('failed')
  expect(JSON.stringify(await at(page, (desk, one) => desk.entries(one), run))).toMatch(/not-here|refused/)
})

test('pictures and documents are opened apart from the page', async () => {
  const pdf = '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>/Contents 4 0 R>>endobj\n4 0 obj<</Length 44>>stream\nBT /F1 18 Tf 0 0 Td (Hello from a page) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
  await page.evaluate(`Promise.all([chela.putPicture('in', 'a.png'), chela.put('in', 'a.html', '<title>T</title><p>one<p hidden>two<script>throw 1</script><p>three'), chela.put('in', 'a.pdf', ${JSON.stringify(pdf)}), chela.put('in', 'bad.png', 'no picture')])`)
  const text = skill('uses: { image.resize: { path: ~/in, to: ~/in }, document.html_text: { path: ~/in }, document.pdf_text: { path: ~/in } }\nstates:\n  small: { call: image.resize, with: { path: ~/in/a.png, to: ~/in/b.jpg, width: 20 } }\n  html: { call: document.html_text, with: { path: ~/in/a.html } }\n  pdf: { call: document.pdf_text, with: { path: ~/in/a.pdf } }\n  bad: { call: image.resize, with: { path: ~/in/bad.png, to: ~/in/c.png, width: 20 }, catch: done }\n  done: { end: done, output: { size: "${ [small.width, small.height] }", html: "${ html.text }", pdf: "${ pdf.pages }", bad: "${ error.code }" } }\n')
  const run = await start(page, text)
  const [status, last] = [await ended(page, run), JSON.stringify((await at(page, (desk, one) => desk.entries(one), run)).at(-1))]
  expect({ status, last }).toMatchObject({ status: 'done', last: expect.stringContaining('"size":[20,10]') })
  expect(last).toContain('one\\nthree')
  expect(last).toContain('Hello from a page')
  expect(last).toContain('"bad":"damaged"')
})
