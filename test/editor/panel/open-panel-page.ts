import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { chromium as launcher, type Page } from 'playwright-core'
import { build } from 'vite'
import type { Session } from '../../../editor/session/session.ts'
import type { Workspace } from '../../../editor/session/workspace.ts'
import { chromium, chromiumArguments } from '../../helpers/chromium.ts'

const root = resolve(import.meta.dirname, '../../..')
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

export interface PanelPage {
  readonly violations: readonly string[]
  readonly workspace: Workspace
  open(text: string): void
  session(): Session
}

export interface PanelPages {
  open(options?: { readonly width?: number; readonly theme?: 'light' | 'dark' }): Promise<Page>
  close(): Promise<void>
}

/** Asks something in the page. */
export function inPanel<T, A = undefined>(page: Page, ask: (panel: PanelPage, argument: A) => T | Promise<T>, argument?: A): Promise<T> {
  return page.evaluate(`(${ask.toString()})(window.panelPage, ${JSON.stringify(argument) ?? 'undefined'})`) as Promise<T>
}

/** Opens a text and selects states, or a way. */
export async function showForm(page: Page, text: string, states: readonly string[] = [], way?: string): Promise<void> {
  await inPanel(page, (panel, opened) => panel.open(opened), text)
  await page.locator('.panel').waitFor()
  await inPanel(page, (panel, chosen) => panel.session().select(chosen.states, chosen.way), { states, way })
  await page.locator('.panel .state-form').waitFor()
}

/** Builds the page of the panel and serves it under the policy of the editor. */
export async function openPanelPages(): Promise<PanelPages> {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  const folder = mkdtempSync(join(root, 'node_modules/.chela-test/panel-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, emptyOutDir: false, minify: false, lib: { entry: join(root, 'test/editor/panel/panel-page.tsx'), formats: ['es'], fileName: 'page', cssFileName: 'page' } },
  })
  const types: { readonly [ending: string]: string } = { js: 'text/javascript', css: 'text/css' }
  const server = createServer((request, response) => {
    const name = /^\/([\w.-]+\.(js|css))$/u.exec(request.url ?? '')
    response.setHeader('content-type', types[name?.[2] ?? ''] ?? 'text/html')
    response.setHeader('content-security-policy', policy)
    response.end(name === null ? '<!doctype html><html lang="en"><title>Chela</title><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></html>' : readFileSync(join(folder, name[1] as string)))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser = await launcher.launch({ executablePath: found.path, args: chromiumArguments })
  return {
    async open({ width = 420, theme = 'light' } = {}) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme })
      const page = await context.newPage()
      page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`))
      await page.goto(address)
      await page.waitForFunction(() => 'panelPage' in globalThis, undefined, { timeout: 5000 })
      return page
    },
    async close() {
      await browser.close()
      await new Promise((done) => server.close(done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
