import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { chromium, chromiumArguments } from '../../helpers/chromium.ts'

const root = resolve(import.meta.dirname, '../../..')
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'"

export interface CanvasPages {
  open(part?: string): Promise<Page>
  close(): Promise<void>
}

/** Builds the page of the picture and serves it under the policy of the editor. */
export async function openCanvasPages(): Promise<CanvasPages> {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  const folder = mkdtempSync(join(root, 'node_modules/.chela-test/canvas-'))
  await build({
    root: join(root, 'test/editor/canvas'),
    base: './',
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, emptyOutDir: false, minify: false, assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { input: join(root, 'test/editor/canvas/canvas-page.html') } },
  })
  const types: { readonly [ending: string]: string } = { js: 'text/javascript', css: 'text/css' }
  const server = createServer((request, response) => {
    const name = /^\/((?:assets\/)?[\w.-]+\.(js|css))$/u.exec(request.url ?? '')
    response.setHeader('content-type', types[name?.[2] ?? ''] ?? 'text/html')
    response.setHeader('content-security-policy', policy)
    response.end(readFileSync(join(folder, name?.[1] ?? 'canvas-page.html')))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser: Browser = await launcher.launch({ executablePath: found.path, args: chromiumArguments })
  return {
    async open(part = '') {
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] })
      const page = await context.newPage()
      await page.goto(address + part)
      await page.waitForFunction(() => 'canvasPage' in globalThis)
      return page
    },
    async close() {
      await browser.close()
      await new Promise((done) => server.close(done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
