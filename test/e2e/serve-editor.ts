/*
 * What every story begins with: a home of its own, the built `chela serve` on it, and windows of a real Chromium that notice
 * whatever should not happen in them. Owns: starting, killing and ending the server and the browser. Does not own: any story.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { chromium as launcher, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { chromium, chromiumArguments } from '../helpers/chromium.ts'
import { freshFolder } from '../helpers/temporary-folder.ts'

const found = chromium()
if ('missing' in found) process.stderr.write(`Stories in the browser are left out. ${found.missing}\n`)

/** A test that needs Chromium; without one it is skipped, and the sentence above says why. */
export const story = 'missing' in found ? test.skip : test

const command = resolve(import.meta.dirname, '../../dist/chela.js')

export interface Window {
  readonly page: Page
  /** What should never happen: dialogs, errors, refusals of the content policy, requests that leave the server. */
  readonly alarms: readonly string[]
  /** Addresses of all requests that were made. */
  readonly asked: readonly string[]
}

interface WindowOptions extends BrowserContextOptions {
  /** Where the window begins: `/skill/mine%2Fa/edit`. */
  readonly place?: string
  /** Faults that this story provokes: alarms that fit are no alarms. */
  readonly expects?: RegExp
}

export interface Machine {
  /** The home of the person: what tools see as `~`. */
  readonly folder: string
  /** Where the server is reached now. */
  readonly address: () => string
  open(options?: WindowOptions): Promise<Page>
  /** The same, with what was noticed. */
  window(options?: WindowOptions): Promise<Window>
  /** Ends the server without a warning. */
  kill(): Promise<void>
  /** Starts it again on the same port; gives the new link. */
  again(): Promise<string>
  /** Writes a skill of the person; gives its place in the editor. */
  skill(name: string, text: string): string
  textOf(name: string): string
  write(path: string, text: string): string
}

interface Told {
  readonly address: string
  readonly port: number
  readonly token: string
  readonly link: string
}

/** Gives one machine to all stories of a file. After each of them its windows are closed, and nothing may have raised an alarm. */
export function useMachine(): Machine {
  const base = 'missing' in found ? '' : freshFolder()
  const pathOf = (name: string): string => join(base, 'chela/skills', `${name}.skill.yaml`)
  const windows: Window[] = []
  let browser: Browser | undefined
  let server: { readonly child: ChildProcess; readonly told: Told } | undefined
  const told = (): Told => (server as { readonly told: Told }).told
  const machine: Machine = {
    folder: base,
    address: () => told().address,
    open: async (options) => (await machine.window(options)).page,
    async window({ place, expects, ...options } = {}) {
      const { token, address } = told()
      const window = await openWindow(browser as Browser, address, options, expects)
      windows.push(window)
      await window.page.goto(`${address}/#token=${token}${place === undefined ? '' : `&place=${encodeURIComponent(place)}`}`)
      return window
    },
    async kill() {
      if (server === undefined) return
      const gone = new Promise((done) => server?.child.once('close', done))
      server.child.kill('SIGKILL')
      await gone
    },
    async again() {
      server = await startServer(base, told().port)
      return server.told.link
    },
    skill(name, text) {
      machine.write(`chela/skills/${name}.skill.yaml`, text)
      return `/skill/${encodeURIComponent(`mine/${name}`)}/edit`
    },
    textOf: (name) => readFileSync(pathOf(name), 'utf8'),
    write(path, text) {
      const whole = join(base, path)
      mkdirSync(dirname(whole), { recursive: true })
      writeFileSync(whole, text)
      return whole
    },
  }
  if ('missing' in found) return machine
  beforeAll(async () => {
    const [opened, started] = await Promise.all([launcher.launch({ executablePath: found.path, args: chromiumArguments }), startServer(base)])
    browser = opened
    server = started
  }, 60_000)
  const begun = new Set<string>()
  beforeEach(async ({ task }) => {
    // A story that is tried again begins in an empty home: what its first try left would be in its way.
    if (begun.has(task.id)) {
      await machine.kill()
      for (const name of readdirSync(base)) rmSync(join(base, name), { recursive: true, force: true })
      server = await startServer(base)
    }
    begun.add(task.id)
  }, 60_000)
  afterEach(async () => {
    const all = windows.splice(0)
    const alarms = all.flatMap((window) => window.alarms)
    await Promise.all(all.map(({ page }) => page.context().close()))
    expect(alarms).toEqual([])
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), machine.kill()])
    rmSync(base, { recursive: true, force: true })
  })
  return machine
}

async function startServer(base: string, port?: number): Promise<{ readonly child: ChildProcess; readonly told: Told }> {
  const words = [command, 'serve', '--json', ...(port === undefined ? [] : ['--port', String(port)])]
  const child = spawn(process.execPath, words, { cwd: base, env: { PATH: process.env['PATH'], HOME: base, CHELA_HOME: join(base, 'chela') }, stdio: ['ignore', 'pipe', 'pipe'] })
  let err = ''
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const line = await new Promise<string>((done, fail) => {
    child.stdout?.once('data', (chunk: Buffer) => done(chunk.toString()))
    child.once('close', () => fail(new Error(`chela serve ended: ${err}`)))
  })
  return { child, told: JSON.parse(line) as Told }
}

async function openWindow(browser: Browser, address: string, options: BrowserContextOptions, expects: RegExp | undefined): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'], ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return { page, ...watched(page, address, expects) }
}

/** Notices what no page of the editor may do. */
export function watched(page: Page, address: string, expects?: RegExp): Pick<Window, 'alarms' | 'asked'> {
  const alarms: string[] = []
  const asked: string[] = []
  const alarm = (words: string): void => {
    if (expects?.test(words) !== true) alarms.push(words)
  }
  page.on('dialog', (dialog) => {
    // A page with work that is not saved may ask whether to leave.
    if (dialog.type() !== 'beforeunload') alarm(`dialog: ${dialog.message()}`)
    void dialog.accept()
  })
  page.on('pageerror', (error) => alarm(`error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') alarm(`console: ${message.text()}`)
  })
  page.on('popup', (popup) => alarm(`popup: ${popup.url()}`))
  page.on('request', (request) => {
    asked.push(request.url())
    if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(address).origin) alarm(`request: ${request.url()}`)
  })
  return { alarms, asked }
}
