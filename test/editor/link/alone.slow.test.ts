import { readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser, root, serveFolder, type ServedFolder } from '../../browser/real-browser.ts'

/* The built page on a plain static host, in a sub-folder. */
const folder = join(root, 'dist/editor')
let served: ServedFolder
let browser: Browser
let context: BrowserContext
let page: Page
const wrong: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  served = await serveFolder(folder)
  context = await browser.newContext()
  page = await context.newPage()
  wrong.length = 0
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  page.on('pageerror', (error) => wrong.push(error.message))
  return async () => {
    await context.close()
    await served.stop()
  }
})

const card = (tab: Page, title: string) => tab.getByRole('link', { name: title }).first()
const cached = (tab: Page): Promise<readonly string[]> => tab.evaluate(async () => (await caches.keys()).map((name) => name.split(' ').at(-1) as string))
const isReady = (tab: Page): Promise<boolean> => tab.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated')

const engineFile = readdirSync(join(folder, 'assets')).find((file) => /^alone-engine-.*\.js$/.test(file)) as string

/** A part of the built page with all that it can not begin without. */
function withAllBelow(file: string, all = new Set<string>()): Set<string> {
  if (all.has(`assets/${file}`)) return all
  all.add(`assets/${file}`)
  for (const [, below = ''] of readFileSync(join(folder, 'assets', file), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) withAllBelow(below, all)
  return all
}

test('the first load to a library that can be used is small, and breaks no rule of the page', async () => {
  let letEngineCome = (): void => {}
  const shown = new Promise<void>((resolve) => (letEngineCome = resolve))
  const asked = new Set<string>()
  // What only the engine needs comes while the page is read; when exactly is chance.
  const begun = withAllBelow(/assets\/(index-[^"]+\.js)/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1] as string)
  const engine = new Set([...withAllBelow(engineFile)].filter((path) => !begun.has(path)))
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname.slice('/sub/'.length) || 'index.html'
    if (engine.has(path)) await shown
    else asked.add(path)
    await route.continue()
  })
  await page.goto(served.address)
  await card(page, 'Tidy a folder').waitFor()
  const sizes = new Map([...asked].filter((path) => path !== 'service-worker.js').map((path) => [path, gzipSync(readFileSync(join(folder, path))).length]))
  letEngineCome()
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeGreaterThan(50_000)
  expect({ tooLarge: bytes > 300_000 ? [...sizes] : [] }).toEqual({ tooLarge: [] })
  await expect.poll(() => isReady(page), { timeout: 15_000 }).toBe(true)
  expect(wrong).toEqual([])
})

test('without a network the page opens again, with its skills and all its parts', async () => {
  await page.goto(served.address)
  await expect.poll(() => isReady(page), { timeout: 15_000 }).toBe(true)
  await served.stop()
  await page.reload()
  await card(page, 'Tidy a folder').click()
  await page.getByRole('link', { name: /report/i }).or(page.getByRole('tab', { name: /report/i })).first().waitFor()
  const other = await context.newPage()
  await other.goto(`${served.address}#/settings`)
  await other.getByRole('navigation', { name: 'Main' }).waitFor()
  expect(await other.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
})

test('a newer version waits until the person takes it; a copy that is broken is never used; the server is asked for what is not of the page', async () => {
  await page.goto(served.address)
  await expect.poll(() => isReady(page), { timeout: 15_000 }).toBe(true)
  const [first] = await cached(page)
  await page.reload()
  expect(await page.evaluate(async () => (await fetch('./api/token')).status)).toBe(404)
  expect(await page.evaluate(async () => (await fetch('./other.txt')).status)).toBe(404)

  const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8')
  served.put('service-worker.js', worker.replace(/"version":"\w+"/, '"version":"broken"').replace(/("index\.html":")\w{8}/, '$100000000'))
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {}))
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing === null), { timeout: 10_000 }).toBe(true)
  expect(await cached(page)).toEqual([first])

  const other = await context.newPage()
  await other.goto(served.address)
  await card(other, 'Tidy a folder').waitFor()
  served.put('service-worker.js', worker.replace(/"version":"\w+"/, '"version":"newer"'))
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {}))
  await page.getByText('A new version of this page is here.').waitFor()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state)).toBe('installed')
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Reload' }).click()])
  await card(page, 'Tidy a folder').waitFor()
  expect((await cached(page)).toSorted()).toEqual([first as string, 'newer'].toSorted())

  // Another tab goes on with the version that it shows, whose parts the server has no more, until it takes the newer one too.
  await other.route('**/*', (route) => route.abort())
  await card(other, 'Tidy a folder').click()
  await other.getByRole('link', { name: 'Report' }).waitFor()
  await other.unroute('**/*')
  await Promise.all([other.waitForEvent('load'), other.getByRole('button', { name: 'Reload' }).click()])
  await other.getByRole('link', { name: 'Report' }).waitFor()
})

test('a page of "chela serve" without its token says how to get the link, and starts no engine of its own', async () => {
  served.put('index.html', readFileSync(join(folder, 'index.html'), 'utf8').replace('<head>', '<head><meta property="csp-nonce" nonce="x">'))
  await page.goto(served.address)
  await page.getByText('This page was opened without the key').waitFor()
  await page.getByText('Open the whole link that "chela serve" prints').waitFor()
  expect(await page.evaluate(async () => [(await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length])).toEqual([0, 0])
})

test('the page does not work inside another page, and says so', async () => {
  served.put('frame.html', `<!doctype html><title>Another</title><iframe src="${served.address}" width="900" height="600"></iframe>`)
  await page.goto(`${served.address}frame.html`)
  await page.frameLocator('iframe').getByText('Chela does not run inside another page.').waitFor()
})

test('the page lists each of its files once for offline use, and none is larger than it must be', () => {
  const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8')
  const { files } = JSON.parse(/chelaBuilt=(\{.*?\}\});/.exec(worker)?.[1] ?? '{}') as { readonly files: { readonly [path: string]: string } }
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => extname(path) !== '' && statSync(join(folder, path)).isFile() && path !== 'service-worker.js')
  expect(Object.keys(files).toSorted()).toEqual(there.toSorted())
  expect(files).toHaveProperty(['index.html'])
})
