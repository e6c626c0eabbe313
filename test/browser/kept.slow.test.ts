import { rmSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hashText } from '../../engine/terms/hash.ts'
import { at, ended, skill, start } from './alone-hands.ts'
import { buildPage, launchBrowser, serveFolder, type ServedFolder } from './real-browser.ts'

/* What a page keeps, where the browser has no more space, or where another version of the page kept it. */
let folder: string
let served: ServedFolder
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  folder = await buildPage('test/browser/alone-page.ts')
  served = await serveFolder(folder, "default-src 'none'; script-src 'self'; connect-src 'self'")
  served.put('empty.html', '<!doctype html><title>Nothing</title>')
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  context = await browser.newContext()
  await context.addInitScript(() => Object.assign(globalThis, { chelaShipped: {} }))
  page = await context.newPage()
  return () => context.close()
})

async function open(): Promise<void> {
  await page.goto(served.address)
  await page.waitForFunction(() => 'chela' in globalThis)
}

/** Lets the browser say that there is no space for anything more, or say it no longer. */
async function fill(isFull: boolean): Promise<void> {
  await page.evaluate((full) => {
    const { prototype } = IDBObjectStore
    const kept = (globalThis as { kept?: Pick<IDBObjectStore, 'add' | 'put'> }).kept ?? { add: prototype.add, put: prototype.put }
    const refuse = (): never => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
    Object.assign(globalThis, { kept })
    Object.assign(prototype, full ? { add: refuse, put: refuse } : kept)
  }, isFull)
}

/** Makes databases as another version of the page would have, from its own files. */
async function keptBefore(databases: Databases): Promise<void> {
  await page.goto(`${served.address}empty.html`)
  await page.evaluate(makeDatabases, databases)
}

interface Databases {
  readonly [name: string]: { readonly version: number; readonly stores: { readonly [store: string]: { readonly key: string | string[] | null; readonly indexes: readonly string[]; readonly rows: readonly object[] } } }
}

async function makeDatabases(databases: Databases): Promise<void> {
  for (const [name, { version, stores }] of Object.entries(databases)) {
    await new Promise<void>((resolve, reject) => {
      // Dexie keeps versions in tenths.
      const request = indexedDB.open(name, version * 10)
      request.onupgradeneeded = () => {
        for (const [store, { key, indexes, rows }] of Object.entries(stores)) {
          const made = request.result.createObjectStore(store, key === null ? { keyPath: 'number', autoIncrement: true } : { keyPath: key })
          for (const index of indexes) made.createIndex(index, index)
          for (const row of rows) made.add(row)
        }
      }
      request.onsuccess = () => (request.result.close(), resolve())
      request.onerror = () => reject(request.error)
    })
  }
}

const wait = skill('states:\n  rest: { wait: 2s }\n  done: { end: done }\n')

test('without space left a skill is not kept and says so, what was kept is whole, and a run goes on later from where its journal ends', async () => {
  await open()
  await at(page, (desk, text) => desk.save('mine/sample', text, null), wait)
  const run = await start(page, wait)
  await fill(true)
  const refused = { code: 'store-full', message: 'The browser has no space left for what this page keeps.', help: 'Free some space on this disk. What was written before is kept.' }
  const tellingOf = <T>(work: Promise<T>): Promise<unknown> => work.catch((error: unknown) => error)
  const save = (id: string) => at(page, async (desk, given) => desk.save(given.id, given.text, null).catch(({ code, message, help }) => ({ code, message, help })), { id, text: wait.replace('sample', 'late') })
  expect(await save('mine/late')).toEqual(refused)
  expect(String(await tellingOf(at(page, (desk, text) => desk.start({ text, input: {} }), wait)))).toContain(refused.message)
  await page.waitForTimeout(2_500)
  expect(await at(page, async (desk, one) => [(await desk.view(one)).status, (await desk.entries(one)).map(({ kind }) => kind)], run)).toEqual(['running', ['run-started']])
  await fill(false)
  expect(await save('mine/late')).toHaveProperty('kept')
  await open()
  expect(await ended(page, run)).toBe('done')
  expect((await at(page, (desk) => desk.skills(), 0)).map(({ id }) => id)).toEqual(['mine/late', 'mine/sample'])
})

test('what the first version of the page kept is all there in this one', async () => {
  const hash = hashText(wait)
  const run = '01m0000000000000000000000a'
  const entries = [{ kind: 'run-started', skill: 'sample', hash, input: {}, grants: [], chance: 1, mode: 'live' }, { kind: 'run-ended', status: 'done' }].map((entry, at) => ({ sequence: at + 1, time: 1000 + at, ...entry }))
  const none = { indexes: [], rows: [] }
  await keptBefore({
    chela: {
      version: 1,
      stores: {
        journal: { key: ['run', 'sequence'], indexes: [], rows: entries.map((entry) => ({ run, sequence: entry.sequence, entry })) },
        runs: { key: 'run', indexes: ['started'], rows: [{ run, skill: 'sample', hash, mode: 'live', status: 'done', started: 1000, changed: 1001, entries: 2, phase: { asks: [], unknown: [], paused: false, undoing: false, end: 'done' } }] },
        texts: { key: 'hash', indexes: [], rows: [{ hash, text: wait }] },
        claims: { key: 'run', indexes: [], rows: [{ run, owner: 'gone', until: 5 }] },
      },
    },
    'chela-skills': { version: 1, stores: { skills: { key: 'id', indexes: ['name'], rows: [{ id: 'mine/sample', name: 'sample', text: wait, hash, changed: 7, sidecar: { positions: {} } }] }, removed: { key: null, ...none } } },
    'chela-home': {
      version: 1,
      stores: {
        accepted: { key: null, indexes: ['hash'], rows: [] },
        grants: { key: 'name', ...none },
        policy: { key: 'id', indexes: [], rows: [{ id: 'policy', text: 'chela: 1\n# mine\n' }] },
        facts: { key: 'key', indexes: [], rows: [{ key: 'home/city', value: 'Ulm' }] },
        blobs: { key: 'hash', ...none },
        folders: { key: 'name', ...none },
        times: { key: 'path', ...none },
      },
    },
  })
  await open()
  const kept = await at(page, async (desk, one) => ({ text: await desk.read('mine/sample'), runs: await desk.runs(), entries: (await desk.entries(one)).length, runText: await desk.runText(one), policy: (await desk.policy()).text, memory: await desk.memory() }), run)
  expect(kept).toMatchObject({ text: { text: wait, changed: 7, sidecar: { positions: {} } }, runs: [{ run, status: 'done' }], entries: 2, policy: 'chela: 1\n# mine\n' })
  expect(JSON.stringify(kept.runText)).toContain('rest: { wait: 2s }')
  expect(JSON.stringify(kept.memory)).toContain('Ulm')
})

test('a page that is older than what is kept changes none of it and says how to get the newer one, also when that came while it was open', async () => {
  await open()
  await at(page, (desk, text) => desk.save('mine/sample', text, null), wait)
  const newer = await context.newPage()
  await newer.goto(`${served.address}empty.html`)
  await newer.evaluate(makeDatabases, { 'chela-skills': { version: 2, stores: {} }, chela: { version: 2, stores: {} }, 'chela-home': { version: 2, stores: {} } })
  const codes = await at(page, async (desk) => {
    const code = ({ code }: { readonly code: string }): string => code
    return [await desk.save('mine/late', '', null).then(() => 'kept', code), await desk.runs().then(() => 'read', code), await desk.policy().then(() => 'read', code)]
  }, 0)
  expect(codes).toEqual(['store-newer', 'store-newer', 'store-newer'])
})
