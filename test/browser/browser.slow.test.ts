import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join, resolve } from 'node:path'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromium, chromiumArguments } from '../helpers/chromium.ts'

const root = resolve(import.meta.dirname, '../..')
let folder: string
let server: Server
let browser: Browser
let page: Page
let address: string

beforeAll(async () => {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  folder = mkdtempSync(join(root, 'node_modules/.chela-test/page-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { vitest: join(root, 'test/browser/vitest-in-page.ts') } },
    build: { outDir: folder, emptyOutDir: false, minify: false, lib: { entry: join(root, 'test/browser/page.ts'), formats: ['es'], fileName: 'page' } },
  })
  server = createServer((request, response) => {
    const script = /^\/[\w.-]+\.js$/u.test(request.url ?? '')
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'")
    response.end(script ? readFileSync(join(folder, (request.url as string).slice(1))) : '<!doctype html><title>Chela</title><script type="module" src="/page.js"></script>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as { port: number }).port}/`
  browser = await launcher.launch({ executablePath: found.path, args: chromiumArguments })
  page = await (await browser.newContext()).newPage()
  await open()
}, 400_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

async function open(): Promise<void> {
  await page.goto(address)
  await page.waitForFunction(() => 'chelaContract' in globalThis)
}

test('the contracts of the stores hold on the IndexedDB of a real browser', async () => {
  const results = (await page.evaluate('window.chelaContract()')) as { name: string; problem?: string }[]
  expect(results.length).toBeGreaterThan(50)
  expect(results.filter(({ problem }) => problem !== undefined)).toEqual([])
})

test('a run begun in a page goes on after a reload and ends with its evidence, under a strict content policy', async () => {
  const run = await page.evaluate('window.chelaRun()')
  await open()
  const result = (await page.evaluate(`window.chelaRun(${JSON.stringify(run)})`)) as { status: string; entries: string[] }
  expect(result.status).toBe('done')
  expect(result.entries).toContain('run-paused')
  expect(result.entries).toContain('run-resumed')
  expect(result.entries.filter((kind) => kind === 'tool-called')).toHaveLength(3)
  expect(result.entries.at(-1)).toBe('run-ended')
})

test('a run that a page was driving when it was loaded anew is taken up at once, and not while that page lives', async () => {
  const run = JSON.stringify(await page.evaluate('window.chelaRun(undefined, false)'))
  const other = await page.context().newPage()
  await other.goto(address)
  await other.waitForFunction(() => 'chelaContract' in globalThis)
  await expect(other.evaluate(`window.chelaRun(${run})`)).rejects.toThrow('Another process is driving')
  await other.close()
  await open()
  expect(await page.evaluate(`window.chelaRun(${run})`)).toMatchObject({ status: 'done' })
})

test('a tab that is there keeps its run, however late its timers are; a tab that is gone does not', async () => {
  const other = await page.context().newPage()
  await other.goto(address)
  await other.waitForFunction(() => 'chelaContract' in globalThis)
  expect(await other.evaluate("window.chelaClaim('other', 0, 10)")).toBe(true)
  expect(await page.evaluate("window.chelaClaim('this', 1000, 2000)")).toBe(false)
  await other.close()
  await expect.poll(() => page.evaluate("window.chelaClaim('this', 1000, 2000)")).toBe(true)
})
