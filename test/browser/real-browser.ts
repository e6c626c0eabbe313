import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { chromium as launcher, type Browser } from 'playwright-core'
import { build } from 'vite'
import { chromium, chromiumArguments } from '../helpers/chromium.ts'

export const root = resolve(import.meta.dirname, '../..')

export interface ServedFolder {
  /** Ends in a slash. */
  readonly address: string
  /** The folder whose files are served; another one takes its place at once. */
  folder: string
  close(): Promise<void>
}

const types: { readonly [ending: string]: string } = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' }

export async function launchBrowser(): Promise<Browser> {
  const found = chromium()
  if ('missing' in found) throw new Error(found.missing)
  return launcher.launch({ executablePath: found.path, args: chromiumArguments })
}

/** Gives a fresh folder for what is built. */
export function buildFolder(): string {
  mkdirSync(join(root, 'node_modules/.chela-test'), { recursive: true })
  return mkdtempSync(join(root, 'node_modules/.chela-test/page-'))
}

/** Builds one script into a folder of its own, with a page that loads it. */
export async function buildPage(entry: string): Promise<string> {
  const folder = buildFolder()
  await build({ root, configFile: false, logLevel: 'error', build: { outDir: folder, minify: false, lib: { entry: join(root, entry), formats: ['es'], fileName: 'page' } } })
  return folder
}

/** Serves the files of a folder below `/sub/` and nothing else, as a static host does. */
export async function serveFolder(folder: string, policy?: string): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (policy !== undefined) response.setHeader('content-security-policy', policy)
    const name = path === '/sub/' ? 'index.html' : path.slice('/sub/'.length)
    const file = join(served.folder, name)
    if (name === 'index.html' && !existsSync(file)) return response.setHeader('content-type', 'text/html').end('<!doctype html><title>Chela</title><script type="module" src="./page.js"></script>')
    if (!path.startsWith('/sub/') || path.includes('..') || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end('There is nothing here.')
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(readFileSync(file))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const served: ServedFolder = {
    address: `http://127.0.0.1:${(server.address() as { readonly port: number }).port}/sub/`,
    folder,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      rmSync(served.folder, { recursive: true, force: true })
    },
  }
  return served
}
