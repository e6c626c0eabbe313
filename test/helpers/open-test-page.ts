import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { chromium, chromiumArguments } from './chromium.ts'

const root = resolve(import.meta.dirname, '../..')
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'"

export interface TestPages {
  open(options?: { readonly width?: number; readonly height?: number; readonly theme?: 'light' | 'dark'; readonly place?: string }): Promise<Page>
  close(): Promise<void>
}

/** Builds a page from one module of the tests and serves it under the policy of the editor. It stands when it has a global of the name `stands`. */
export async function openTestPages(entry: string, stands: string): Promise<TestPages> {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  const folder = mkdtempSync(join(root, 'node_modules/.chela-test/page-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: false, minify: false, assetsInlineLimit: 0, cssCodeSplit: false, modulePreload: false, rolldownOptions: { input: entry, output: { entryFileNames: 'page.js', assetFileNames: (asset) => (asset.names[0]?.endsWith('.css') === true ? 'page.css' : 'assets/[name]-[hash][extname]') } } },
  })
  const types: { readonly [ending: string]: string } = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }
  const server = createServer((request, response) => {
    const name = /^\/((?:assets\/)?[\w.-]+\.(js|css|svg))$/u.exec(request.url ?? '')
    response.setHeader('content-type', types[name?.[2] ?? ''] ?? 'text/html')
    response.setHeader('content-security-policy', policy)
    response.end(name === null ? '<!doctype html><html lang="en"><meta charset="utf-8"><title>Chela</title><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></html>' : fileOf(folder, name[1] as string))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser: Browser = await launcher.launch({ executablePath: found.path, args: chromiumArguments })
  return {
    async open({ width = 1200, height = 900, theme = 'light', place = '' } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] })
      const page = await context.newPage()
      page.on('close', () => context.close().catch(() => {}))
      page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`))
      await page.goto(address + place)
      await page.waitForFunction((name) => name in globalThis, stands, { timeout: 15_000 })
      return page
    },
    async close() {
      await browser.close()
      await new Promise((done) => server.close(done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function fileOf(folder: string, name: string): Buffer | string {
  try {
    return readFileSync(join(folder, name))
  } catch {
    return readFileSync(join(root, 'editor/public', name))
  }
}
