import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { chromium as launcher, type Browser } from 'playwright-core'
import { build } from 'vite'
import { chromium, chromiumArguments } from '../helpers/chromium.ts'

export const root = resolve(import.meta.dirname, '../..')

export interface ServedFolder {
  /** Ends in a slash. */
  readonly address: string
  /** Serves a text in the place of a file. */
  put(name: string, text: string): void
  /** Ends the server and leaves the folder. */
  stop(): Promise<void>
}

const types: { readonly [ending: string]: string } = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' }

export async function launchBrowser(): Promise<Browser> {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  return launcher.launch({ executablePath: found.path, args: chromiumArguments })
}

/** Builds one script into a folder of its own, which whoever asked takes away. */
export async function buildPage(entry: string): Promise<string> {
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  const folder = mkdtempSync(join(root, 'node_modules/.chela-test/page-'))
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: folder, minify: false, target: 'es2023', modulePreload: { polyfill: false }, rolldownOptions: { input: { page: join(root, entry) }, output: { entryFileNames: '[name].js' } } },
  })
  return folder
}

/** Serves the files of a folder below `/sub/` and nothing else, as a static host does. */
export async function serveFolder(folder: string, policy?: string): Promise<ServedFolder> {
  const put = new Map<string, string>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (policy !== undefined) response.setHeader('content-security-policy', policy)
    const name = path === '/sub/' ? 'index.html' : path.slice('/sub/'.length)
    const file = join(folder, name)
    const instead = put.get(name)
    if (instead !== undefined) return response.setHeader('content-type', types[extname(file)] ?? 'text/plain').end(instead)
    if (name === 'index.html' && !existsSync(file)) return response.setHeader('content-type', 'text/html').end('<!doctype html><title>Chela</title><script type="module" src="./page.js"></script>')
    if (!path.startsWith('/sub/') || path.includes('..') || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end('There is nothing here.')
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(readFileSync(file))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as { readonly port: number }).port}/sub/`,
    put: (name, text) => void put.set(name, text),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
