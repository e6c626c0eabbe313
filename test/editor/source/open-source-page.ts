import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { chromium, chromiumArguments } from '../../helpers/chromium.ts'

const root = resolve(import.meta.dirname, '../../..')
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

export interface SourcePages {
  /** Opens a page of the given look. */
  open(options?: { readonly width?: number; readonly theme?: 'light' | 'dark'; readonly part?: string }): Promise<Page>
  close(): Promise<void>
}

/** Opens a text in a page, and waits until it is shown. */
export async function showText(page: Page, text: string): Promise<void> {
  await page.evaluate((opened) => (globalThis as unknown as { sourcePage: { open(text: string): void } }).sourcePage.open(opened), text)
  await page.locator('.expression-field .cm-content').waitFor()
}

/** Builds the page of the text views and serves it under the policy of the editor. */
export async function openSourcePages(): Promise<SourcePages> {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  const folder = mkdtempSync(join(root, 'node_modules/.chela-test/source-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, emptyOutDir: false, minify: false, lib: { entry: join(root, 'test/editor/source/source-page.tsx'), formats: ['es'], fileName: 'page', cssFileName: 'page' } },
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
  const browser: Browser = await launcher.launch({ executablePath: found.path, args: chromiumArguments })
  return {
    async open({ width = 1200, theme = 'light', part = '' } = {}) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: theme })
      const page = await context.newPage()
      await page.goto(address + part)
      await page.waitForFunction(() => 'sourcePage' in globalThis)
      return page
    },
    async close() {
      await browser.close()
      await new Promise((done) => server.close(done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
