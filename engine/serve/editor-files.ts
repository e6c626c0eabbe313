import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A file of the built editor, ready to be sent. */
export interface EditorFile {
  readonly bytes: Uint8Array
  readonly type: string
  /** Its name changes with its content, so that it may be kept for ever. */
  readonly lasting: boolean
}

const mostFiles = 5000

const types: { readonly [ending: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'text/plain; charset=utf-8',
}

/**
 * The files of the built editor by their address. Only what a look through the folder found is sent, links left out: an
 * address is never turned into a path. The folder is looked through again after each build.
 */
export class EditorFiles {
  private readonly folder: string
  private found: ReadonlyMap<string, string> = new Map()
  private built = Number.NaN

  constructor(folder: string) {
    this.folder = folder
  }

  /** Gives a file by its address, such as "/assets/main.js"; undefined: there is none, or no editor is built. */
  async file(address: string): Promise<EditorFile | undefined> {
    const path = this.paths().get(address)
    const type = types[extname(address)]
    if (path === undefined || type === undefined) return undefined
    try {
      return { bytes: await readFile(path), type, lasting: /^\/assets\/.*-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/.test(address) }
    } catch {
      return undefined
    }
  }

  private paths(): ReadonlyMap<string, string> {
    const built = statSync(join(this.folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN
    if (Object.is(built, this.built)) return this.found
    this.found = Number.isNaN(built) ? new Map() : new Map(filesIn(this.folder, '', 0))
    this.built = built
    return this.found
  }
}

function filesIn(folder: string, address: string, depth: number): readonly (readonly [string, string])[] {
  if (depth > 8) return []
  const found: (readonly [string, string])[] = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...filesIn(path, `${address}/${entry.name}`, depth + 1))
    else if (entry.isFile()) found.push([`${address}/${entry.name}`, path])
    if (found.length > mostFiles) break
  }
  return found.slice(0, mostFiles)
}
