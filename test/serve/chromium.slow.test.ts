import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../engine/serve/start-server.ts'
import { chromium, chromiumArguments } from '../helpers/chromium.ts'
import { someServer } from './ask-server.ts'
import { smallDesk } from './small-desk.ts'

const root = resolve(import.meta.dirname, '../..')
let folder: string
let browser: Browser

beforeAll(async () => {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  folder = mkdtempSync(join(root, 'node_modules/.chela-test/served-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head><title>Chela</title><link rel="stylesheet" href="./page.css"></head><body><script type="module" src="./page.js"></script></body></html>')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, emptyOutDir: false, lib: { entry: join(root, 'test/browser/served-page.ts'), formats: ['es'], fileName: 'page', cssFileName: 'page' } },
  })
  browser = await launcher.launch({ executablePath: found.path, args: [...chromiumArguments, '--host-resolver-rules=MAP *.example 127.0.0.1'] })
}, 400_000)

afterAll(async () => {
  await browser?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

interface ServedPage {
  readonly before: string
  readonly after: string
  readonly token: string | null
  readonly seen: readonly number[]
  readonly others: { readonly [run: string]: readonly number[] }
  readonly violations: readonly string[]
  readonly facts: () => Promise<unknown>
  readonly state: () => string
}

async function open(address: string, page?: Page): Promise<Page> {
  const shown = page ?? (await browser.newPage())
  if (page === undefined) onTestFinished(() => shown.close())
  await shown.goto(address)
  await shown.waitForFunction(() => 'chelaPage' in globalThis)
  return shown
}

const of = <Key extends keyof ServedPage>(page: Page, key: Key): Promise<ServedPage[Key]> => page.evaluate((name) => (globalThis as unknown as { chelaPage: ServedPage }).chelaPage[name as Key], key as string) as Promise<ServedPage[Key]>
const facts = (page: Page): Promise<unknown> => page.evaluate(() => (globalThis as unknown as { chelaPage: ServedPage }).chelaPage.facts().catch((error: unknown) => (error as { readonly code: string }).code))
const state = (page: Page): Promise<string> => page.evaluate(() => (globalThis as unknown as { chelaPage: ServedPage }).chelaPage.state())

/** Ends the process of a page, as a fault of the browser would. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => {})
  await crashed
}

test('the page takes its token out of the address bar, keeps it over a reload, and follows a run over a restart', async () => {
  const small = smallDesk()
  const options = { desk: small.desk, editor: folder, token: 'x'.repeat(43) }
  const server = await startServer(options)
  const page = await open(`${server.address}/#token=${server.token}&place=${encodeURIComponent('/skill/mine%2Fa/edit')}`)
  expect(await of(page, 'after')).toBe(`${server.address}/#/skill/mine%2Fa/edit`)
  expect(page.url()).not.toContain(server.token)
  expect(await facts(page)).toMatchObject({ place: 'machine' })
  await page.reload()
  await page.waitForFunction(() => 'chelaPage' in globalThis)
  expect(await of(page, 'token')).toBe(server.token)
  small.append('run1', 3)
  await server.close()
  small.append('run1', 3)
  await expect.poll(() => state(page)).toBe('reconnecting')
  await someServer({ ...options, port: server.port })
  await expect.poll(() => of(page, 'seen')).toEqual([1, 2, 3, 4, 5, 6])
})

test('eight windows of one browser share one stream; when the one that leads goes, however it goes, the others miss and repeat nothing', async () => {
  const small = smallDesk({ asks: () => [{ run: 'run1', ask: 1 }] })
  const options = { desk: small.desk, editor: folder, token: 'x'.repeat(43) }
  let server = await startServer(options)
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const link = `${server.address}/#token=${server.token}`
  const pages: Page[] = []
  for (let count = 0; count < 8; count++) pages.push(await open(link, await context.newPage()))
  let written = 0
  const write = (count: number): void => {
    small.append('run1', count)
    written += count
  }
  const allSaw = async (): Promise<void> => {
    const whole = Array.from({ length: written }, (_, at) => at + 1)
    for (const page of pages) await expect.poll(() => of(page, 'seen'), { timeout: 15_000 }).toEqual(whole)
  }
  write(5)
  await allSaw()
  expect(await Promise.all(pages.map(facts))).toEqual(Array.from({ length: 8 }, () => expect.objectContaining({ place: 'machine' })))
  expect(small.watching()).toBe(1)
  for (const how of ['close', 'reload', 'crash'] as const) {
    const leader = pages.shift() as Page
    write(2)
    if (how === 'reload') await leader.reload()
    else if (how === 'close') await leader.close()
    else await crash(leader)
    write(3)
    if (how === 'reload') pages.push(await open(link, leader))
    await allSaw()
    write(1)
    await allSaw()
    expect(small.watching()).toBe(1)
  }
  // Each follows a run of its own besides; the stream of the window that leads brings them all.
  for (const [at, page] of pages.entries()) await page.evaluate((run) => (globalThis as unknown as { chelaPage: { follow(run: string): void } }).chelaPage.follow(run), `other${at}`)
  for (const at of pages.keys()) small.append(`other${at}`, 3)
  for (const [at, page] of pages.entries()) await expect.poll(() => of(page, 'others')).toEqual({ [`other${at}`]: [1, 2, 3] })
  await expect.poll(() => small.watching()).toBe(1 + pages.length)
  await server.close()
  for (const page of pages) await expect.poll(() => state(page)).toBe('reconnecting')
  write(4)
  server = await someServer({ ...options, port: server.port })
  await allSaw()
  for (const page of pages) await expect.poll(() => state(page)).toBe('connected')
  expect(await Promise.all(pages.map((page) => of(page, 'violations')))).toEqual(pages.map(() => []))
})

test('a window whose leader hangs reads from the server itself, and follows again when that one has come to', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk, editor: folder })
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const link = `${server.address}/#token=${server.token}`
  const leader = await open(link, await context.newPage())
  await expect.poll(() => state(leader)).toBe('connected')
  const hanging = leader.evaluate(() => {
    const until = Date.now() + 8_000
    while (Date.now() < until);
  })
  const page = await open(link, await context.newPage())
  small.append('run1', 3)
  await expect.poll(() => of(page, 'seen'), { timeout: 8_000 }).toEqual([1, 2, 3])
  await hanging
  await expect.poll(() => of(leader, 'seen')).toEqual([1, 2, 3])
  await expect.poll(() => small.watching(), { timeout: 5_000 }).toBe(1)
  small.append('run1', 2)
  await expect.poll(() => of(page, 'seen')).toEqual([1, 2, 3, 4, 5])
})

test('a ticket buys the token once', async () => {
  const server = await someServer({ editor: folder })
  const link = `${server.address}/#ticket=${server.ticket()}`
  const page = await open(link)
  expect([await of(page, 'after'), await of(page, 'token')]).toEqual([`${server.address}/`, server.token])
  await page.evaluate(() => sessionStorage.clear())
  await open(link.replace('/#', '/?again#'), page)
  expect([page.url(), await of(page, 'token')]).toEqual([`${server.address}/?again`, null])
})

test('a picture and a source pane work under the policy, and what is slipped in does not', async () => {
  const server = await someServer({ editor: folder })
  const page = await open(`${server.address}/#token=${server.token}`)
  await page.waitForSelector('.react-flow__edge path', { state: 'attached', timeout: 5000 })
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.cm-gutters') as Element).display)).toBe('flex')
  const boxes = await Promise.all(['a', 'b'].map(async (id) => (await page.locator(`.react-flow__node[data-id=${id}]`).boundingBox())?.y ?? 0))
  expect(boxes[1]).toBeGreaterThan((boxes[0] as number) + 20)
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.react-flow__node') as Element).position)).toBe('absolute')
  expect(await of(page, 'violations')).toEqual([])
  const slipped = await page.evaluate(async () => {
    const host = document.createElement('div')
    host.innerHTML = '<img src="x:" onerror="globalThis.slipped = 1"><p style="color: rgb(1, 2, 3)" onclick="globalThis.slipped = 1"></p><iframe srcdoc="<script>parent.slipped = 1</script>"></iframe><style>p { position: fixed }</style>'
    document.body.append(host)
    const script = document.createElement('script')
    script.textContent = 'globalThis.slipped = 1'
    host.append(script)
    host.querySelector('p')?.click()
    const reached = await fetch('https://evil.example/').then(
      () => 'reached',
      () => 'not reached',
    )
    const made = await new Promise((done) => {
      const other = document.createElement('script')
      other.onload = () => done('made')
      other.onerror = () => done('not made')
      other.src = 'data:text/javascript,globalThis.slipped = 1'
      host.append(other)
    })
    await new Promise((done) => setTimeout(done, 200))
    const { color, position } = getComputedStyle(host.querySelector('p') as Element)
    return { slipped: (globalThis as { slipped?: unknown }).slipped ?? null, reached, made, color, position }
  })
  expect(slipped).toMatchObject({ slipped: null, reached: 'not reached', made: 'not made', position: 'static' })
  expect(slipped.color).not.toBe('rgb(1, 2, 3)')
})

test('a page of another site reaches nothing, whatever it tries', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk, editor: folder })
  const heard = await elsewhere()
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  for (const site of [`http://evil.example:${heard.port}/`, `http://127.0.0.1:${heard.port}/`]) {
    await page.goto(site)
    expect(await page.evaluate(attack, { target: server.address, token: server.token })).toEqual({ read: [], framed: [], opened: 'nothing', shown: 'failed' })
  }
  // The name of a stranger that leads to this machine.
  const rebound = await page.goto(`http://evil.example:${server.port}/`)
  expect(rebound?.status()).toBe(403)
  expect(small.calls).toEqual([])
})

/** Runs in a page of another site, which even knows the token: gives what it could learn. */
async function attack({ target, token }: { readonly target: string; readonly token: string }): Promise<unknown> {
  const read: string[] = []
  const tries: [string, RequestInit][] = [
    ['/', {}],
    ['/', { mode: 'no-cors' }],
    ['/api/facts', { method: 'POST', body: '[]' }],
    ['/api/facts', { method: 'POST', body: '[]', mode: 'no-cors' }],
    ['/api/facts', { method: 'POST', body: '[]', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } }],
    ['/api/stream', { headers: { authorization: `Bearer ${token}` } }],
  ]
  for (const [path, init] of tries) {
    await fetch(target + path, init)
      .then((answer) => answer.text())
      .then((text) => text !== '' && read.push(`${path} ${text}`), () => {})
  }
  navigator.sendBeacon(`${target}/api/facts`, '[]')
  const form = document.createElement('form')
  Object.assign(form, { method: 'post', action: `${target}/api/facts`, enctype: 'text/plain', target: 'framed' })
  const frame = document.createElement('iframe')
  frame.name = 'framed'
  document.body.append(frame, form)
  form.submit()
  const script = document.createElement('script')
  script.type = 'module'
  script.src = `${target}/page.js`
  const shown = await new Promise((done) => {
    script.onload = () => done('loaded')
    script.onerror = () => done('failed')
    document.body.append(script)
  })
  const plain = document.createElement('iframe')
  plain.src = `${target}/#token=${token}`
  document.body.append(plain)
  const opened = globalThis.open(`${target}/`)
  await new Promise((done) => setTimeout(done, 500))
  const framed = [frame, plain].flatMap((one) => {
    try {
      return one.contentDocument === null || one.contentDocument.body.innerHTML === '' ? [] : [one.contentDocument.body.innerHTML]
    } catch {
      return []
    }
  })
  let told = 'nothing'
  try {
    told = opened?.document.body.innerHTML || 'nothing'
  } catch {
    told = 'nothing'
  }
  opened?.close()
  return { read, framed, opened: told, shown }
}

/** A server of somebody else, on another port. */
async function elsewhere(): Promise<{ readonly port: number }> {
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>elsewhere</title>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port }
}
