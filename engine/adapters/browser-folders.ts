/*
 * The folders that a page may reach: its own in the private storage of the browser, and those that the person picked. A picked
 * folder is remembered; after a reload the person may have to open it again, since the browser asks anew.
 */
import { ChelaError } from '../terms/failure.ts'
import { ToolError } from '../terms/tool.ts'
import type { BrowserDatabase } from './browser-database.ts'
import { ownFolder } from './browser-files.ts'
import type { FileRoots } from './browser-files/file-place.ts'

/** A folder as the person sees it. `closed`: the browser asks again before the page may reach it. */
export interface PageFolder {
  readonly name: string
  /** The folder of the page itself, which can not be taken away. */
  readonly own: boolean
  readonly state: 'open' | 'closed'
}

/** The part of the File System Access API that has no types yet; some browsers lack it. */
type Permitted = FileSystemDirectoryHandle & {
  queryPermission?(what: { readonly mode: 'readwrite' }): Promise<PermissionState>
  requestPermission?(what: { readonly mode: 'readwrite' }): Promise<PermissionState>
}
type Picker = (options: { readonly mode: 'readwrite'; readonly id: string }) => Promise<FileSystemDirectoryHandle>

const change = { mode: 'readwrite' } as const

export class BrowserFolders implements FileRoots {
  readonly #database: BrowserDatabase
  readonly #place: string
  #own: Promise<FileSystemDirectoryHandle | undefined> | undefined

  /** `place`: the name of the own folder in the private storage. */
  constructor(database: BrowserDatabase, place = 'chela-files') {
    this.#database = database
    this.#place = place
  }

  /** Whether this browser lets a person open folders to a page. */
  get canPick(): boolean {
    return pickerOf() !== undefined
  }

  async list(): Promise<readonly PageFolder[]> {
    const picked = await this.#picked()
    const states = await Promise.all(picked.map(async ({ name, handle }) => ({ name, own: false, state: (await isOpen(handle)) ? ('open' as const) : ('closed' as const) })))
    return (await this.folder(ownFolder)) === undefined ? states : [{ name: ownFolder, own: true, state: 'open' }, ...states]
  }

  /** Lets the person pick a folder; undefined: they did not. Must be called while a click or a key is handled. */
  async pick(): Promise<string | undefined> {
    const picker = pickerOf()
    if (picker === undefined) throw new ChelaError('not-here', 'This browser has no way to open a folder to a page.', { help: 'Chrome and Edge on a computer have one.' })
    const handle = await unlessAborted(() => picker({ ...change, id: 'chela' }))
    if (handle === undefined) return undefined
    const known = await this.#picked()
    for (const one of known) if (await one.handle.isSameEntry(handle)) return one.name
    const name = freeName(handle.name, new Set([ownFolder, ...known.map((one) => one.name)]))
    await this.#database.do(() => this.#database.tables.folders.put({ name, handle }))
    return name
  }

  /** Asks the browser to open a picked folder again; tells whether it is. Must be called while a click or a key is handled. */
  async open(name: string): Promise<boolean> {
    const handle = (await this.#database.do(() => this.#database.tables.folders.get(name)))?.handle as Permitted | undefined
    if (handle === undefined) return false
    return (await isOpen(handle)) || (await handle.requestPermission?.(change)) === 'granted'
  }

  /** Closes a picked folder to the page. Nothing in it changes. */
  async forget(name: string): Promise<void> {
    await this.#database.do(() => this.#database.tables.folders.delete(name))
  }

  async names(): Promise<readonly string[]> {
    return (await this.list()).map(({ name }) => name).sort()
  }

  async folder(name: string): Promise<FileSystemDirectoryHandle | undefined> {
    if (name === ownFolder) return (this.#own ??= ownHandle(this.#place))
    const row = await this.#database.do(() => this.#database.tables.folders.get(name))
    if (row === undefined || (await isOpen(row.handle))) return row?.handle
    throw new ToolError('no-access', `The folder ${JSON.stringify(`/${name}`)} has to be opened to this page again.`, { path: `/${name}` })
  }

  #picked(): Promise<readonly { readonly name: string; readonly handle: FileSystemDirectoryHandle }[]> {
    return this.#database.do(() => this.#database.tables.folders.toArray())
  }
}

/** Nothing where the browser keeps no files for a page, or not for this one. */
async function ownHandle(place: string): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const root = await navigator.storage.getDirectory()
    return await root.getDirectoryHandle(place, { create: true })
  } catch {
    return undefined
  }
}

async function isOpen(handle: Permitted): Promise<boolean> {
  return handle.queryPermission === undefined || (await handle.queryPermission(change)) === 'granted'
}

function pickerOf(): Picker | undefined {
  const picker = (globalThis as { readonly showDirectoryPicker?: Picker }).showDirectoryPicker
  return typeof picker === 'function' ? (options) => picker.call(globalThis, options) : undefined
}

async function unlessAborted<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    throw error
  }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const plain = wanted.replace(/[/\\\0]/g, '_') || 'folder'
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? plain : `${plain} ${number}`
    if (!taken.has(name) && name !== '.' && name !== '..') return name
  }
}
