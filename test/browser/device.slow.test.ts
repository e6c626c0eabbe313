import { rmSync } from 'node:fs'
import { Uint8ArrayWriter, TextReader, ZipWriter } from '@zip.js/zip.js'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { at, endedWithYes, skill, start } from './alone-hands.ts'
import { buildPage, launchBrowser, serveFolder, type ServedFolder } from './real-browser.ts'

/* What the tools of a page do with the real parts of a browser, and what they say where it refuses or lacks one. */
let folder: string
let served: ServedFolder
let browser: Browser
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'"

beforeAll(async () => {
  folder = await buildPage('test/browser/alone-page.ts')
  served = await serveFolder(folder, policy)
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

async function open(options: BrowserContextOptions = {}, first: () => void = () => {}): Promise<Page> {
  const context = await browser.newContext(options)
  onTestFinished(() => context.close())
  await context.addInitScript(() => Object.assign(globalThis, { chelaShipped: {} }))
  await context.addInitScript(first)
  return shown(await context.newPage())
}

async function shown(page: Page): Promise<Page> {
  await page.goto(served.address)
  await page.waitForFunction(() => 'chela' in globalThis)
  return page
}

/** Does one deed in a run of its own; gives what came out, or the code and the words of what went wrong. */
async function deed(page: Page, tool: string, args: string): Promise<string> {
  const run = await start(page, skill(`uses: { ${tool}: {} }\nstates:\n  do: { call: ${tool}, with: ${args}, catch: lost }\n  done: { end: done, output: { came: "\${ do }" } }\n  lost: { end: done, output: { code: "\${ error.code }", message: "\${ error.message }" } }\n`))
  const { entries } = await endedWithYes(page, run)
  return JSON.stringify((JSON.parse(entries) as readonly { readonly output?: unknown }[]).at(-1)?.output)
}

test('what the browser does not permit is refused, and what it lacks is not here; each says so', async () => {
  const page = await open({ permissions: [] })
  const refused = expect.stringMatching(/"code":"refused"/)
  expect(await deed(page, 'clipboard.read', '{}')).toEqual(refused)
  expect(await deed(page, 'location.get', '{}')).toEqual(refused)
  expect(await deed(page, 'notify.show', '{ text: hello }')).toContain('The browser does not let this page show notices.')
  expect(await deed(page, 'screen.keep_awake', '{ minutes: 1 }')).toEqual(refused)
  // Chromium has no sharing on Linux, and no voice where no program for speech is installed.
  expect(await deed(page, 'share.send', '{ text: hello }')).toMatch(/"code":"not-here"/)
  expect(await deed(page, 'speech.say', '{ text: hello }')).toMatch(/"code":"not-here".*no voice/)
})

test('what the browser permits is done: clipboard, place, notice, a screen that stays on', async () => {
  const page = await open({ permissions: ['clipboard-read', 'clipboard-write', 'geolocation', 'notifications', 'screen-wake-lock'], geolocation: { latitude: 48.1, longitude: 11.5, accuracy: 20 } })
  await page.evaluate(() => {
    const shown: string[] = []
    const locks: WakeLockSentinel[] = []
    const Real = Notification
    const request = WakeLock.prototype.request
    WakeLock.prototype.request = async function (kind) {
      const lock = await request.call(this, kind)
      locks.push(lock)
      return lock
    }
    Object.assign(globalThis, {
      shown,
      locks,
      Notification: class extends Real {
        constructor(title: string, options: NotificationOptions) {
          super(title, options)
          this.onshow = () => shown.push(`${title}: ${options.body}`)
        }
      },
    })
  })
  expect(await deed(page, 'clipboard.write', '{ text: from a skill }')).not.toContain('"code"')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('from a skill')
  expect(await deed(page, 'clipboard.read', '{}')).toContain('from a skill')
  expect(await deed(page, 'location.get', '{}')).toContain('48.1')
  expect(await deed(page, 'notify.show', '{ title: Tea, text: is ready }')).toContain('"shown":true')
  await expect.poll(() => page.evaluate('shown')).toEqual(['Tea: is ready'])
  expect(await deed(page, 'screen.keep_awake', '{ minutes: 1 }')).not.toContain('"code"')
  expect(await page.evaluate('locks.map(({ released }) => released)')).toEqual([false])
  await deed(page, 'screen.let_sleep', '{}')
  expect(await page.evaluate('locks.map(({ released }) => released)')).toEqual([true])
})

test('a folder that was picked is reached by its name, also after a reload; when it is closed the deed says what to do', async () => {
  const page = await open({}, () => {
    // Stands for the dialog of the browser: a folder of its private storage, which is of the same kind.
    Object.assign(globalThis, { showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('Picked', { create: true }) })
  })
  expect(await page.evaluate('chela.folders.pick()')).toBe('Picked')
  const list = '{ folder: /Picked }'
  expect(await deed(page, 'file.write', '{ path: /Picked/in/a.txt, text: hello }')).toContain('a.txt')
  expect(await deed(page, 'file.list', '{ folder: /Picked/in }')).toContain('/Picked/in/a.txt')
  await page.reload()
  await page.waitForFunction(() => 'chela' in globalThis)
  expect(await page.evaluate('chela.folders.list()')).toContainEqual({ name: 'Picked', own: false, state: 'open' })
  expect(await deed(page, 'file.read', '{ path: /Picked/in/a.txt }')).toContain('hello')
  await page.evaluate(() => Object.assign(FileSystemDirectoryHandle.prototype, { queryPermission: async () => 'prompt' }))
  expect(await deed(page, 'file.list', list)).toMatch(/"code":"no-access".*has to be opened to this page again/)
  await page.evaluate('chela.folders.forget("Picked")')
  expect(await deed(page, 'file.list', list)).toMatch(/"code":"missing"/)
})

test('the text of a document is read in the page, and one that is damaged is told as such', async () => {
  const page = await open()
  const zip = new ZipWriter(new Uint8ArrayWriter())
  await zip.add('[Content_Types].xml', new TextReader('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'))
  await zip.add('_rels/.rels', new TextReader('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'))
  await zip.add('word/document.xml', new TextReader('<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>A letter from a page</w:t></w:r></w:p></w:body></w:document>'))
  const bytes = [...(await zip.close())]
  await page.evaluate(`Promise.all([chela.put('in', 'a.docx', new Blob([new Uint8Array(${JSON.stringify(bytes)})])), chela.put('in', 'bad.docx', 'no letter'), chela.put('in', 'bad.pdf', 'no pages')])`)
  expect(await deed(page, 'document.docx_text', '{ path: ~/in/a.docx }')).toContain('A letter from a page')
  expect(await deed(page, 'document.docx_text', '{ path: ~/in/bad.docx }')).toMatch(/"code":"damaged"/)
  expect(await deed(page, 'document.pdf_text', '{ path: ~/in/bad.pdf }')).toMatch(/"code":"damaged"/)
  expect(await at(page, (desk) => desk.asks(), 0)).toEqual([])
})
