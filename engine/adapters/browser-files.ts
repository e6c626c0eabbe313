/*
 * The files that a page may reach: a folder of its own, and those that the person opened to it. Owns: the tree of roots and
 * that changes follow one another, in all tabs. Does not own: which folders there are (browser-folders.ts), how a change is
 * made (browser-files/). There are no links, and the roots themselves are never changed.
 */
import { isInside, joinPath, nameOf } from '../terms/file-path.ts'
import type { FileFacts, FileSystem } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import { boundedFiles } from './bounded-files.ts'
import { appendFile, chunk, copyFile, fileAt, makeFolder, movePath, removeEmptyFolder, removeFile, timeOf, truncateFile, writeFile, type FileWorld } from './browser-files/file-changes.ts'
import { about, fileFault, shown } from './browser-files/file-fault.ts'
import { canonicalPath, foundAt, type FileRoots, type Found } from './browser-files/file-place.ts'
import type { FileTimes } from './browser-files/file-times.ts'

/** The name of the folder that belongs to the page alone; `~` stands for it. */
export const ownFolder = 'browser'

const home = `/${ownFolder}`
const trash = `${home}/.trash/files`

/** Gives the files of a page. `turn` does one change when those before it are done. */
export function browserFiles(roots: FileRoots, times: FileTimes, turn: <T>(work: () => Promise<T>) => Promise<T> = turnInTabs('chela-files')): FileSystem {
  const world: FileWorld = { roots, times }
  const files: FileSystem = {
    canonical: async (path) => canonicalPath(path, home),
    facts: (path) => factsOf(world, path),
    list: (folder) => listFolder(world, folder),
    read: async (path, { offset = 0, length = Infinity } = {}) => readPart(await fileAt(world, path), path, offset, length),
    readStream: (path, signal) => streamFile(world, path, signal),
    write: (path, bytes, settings = {}) => turn(() => writeFile(world, path, bytes, settings)),
    append: (path, bytes) => turn(() => appendFile(world, path, bytes)),
    truncate: (path, length, modified) => turn(() => truncateFile(world, path, length, modified)),
    copy: (from, to, signal) => turn(() => copyFile(world, from, to, signal)),
    move: (from, to, signal) => turn(() => movePath(world, from, to, signal)),
    makeFolder: (path) => turn(() => makeFolder(world, path)),
    removeFile: (path) => turn(() => removeFile(world, path)),
    removeEmptyFolder: (path) => turn(() => removeEmptyFolder(world, path)),
    trashFolder: async () => trash,
  }
  return { ...files, within: (bounds) => filesInside(files, bounds) }
}

/** The folders that lead to a bound may be looked at, made, and taken away empty. */
function filesInside(files: FileSystem, bounds: readonly string[]): FileSystem {
  const inside = boundedFiles(files, bounds)
  const at = (path: string): FileSystem => (bounds.some((bound) => path !== bound && isInside(bound, path)) ? files : inside)
  return { ...inside, facts: (path) => at(path).facts(path), makeFolder: (path) => at(path).makeFolder(path), removeEmptyFolder: (path) => at(path).removeEmptyFolder(path) }
}

/** Does changes one after another, in all tabs of the page where the browser has locks. */
function turnInTabs(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return async (work) => {
    if (typeof navigator !== 'undefined' && navigator.locks !== undefined) return navigator.locks.request(name, work)
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}

async function factsOf(world: FileWorld, path: string): Promise<FileFacts | undefined> {
  if (path === '/') return { path, name: '/', kind: 'folder', size: 0, modified: 0 }
  try {
    return await toFacts(world, path, await foundAt(world.roots, path))
  } catch (error) {
    if (error instanceof ToolError && (error.code === 'missing' || error.code === 'not-a-folder')) return undefined
    throw error
  }
}

async function toFacts(world: FileWorld, path: string, found: Found): Promise<FileFacts | undefined> {
  if (found === undefined) return undefined
  if (found.kind === 'folder') return { path, name: nameOf(path), kind: 'folder', size: 0, modified: 0 }
  const file = await about(path, () => found.file.getFile())
  return { path, name: nameOf(path), kind: 'file', size: file.size, modified: await timeOf(world, path, file) }
}

async function listFolder(world: FileWorld, folder: string): Promise<readonly FileFacts[]> {
  if (folder === '/') return (await world.roots.names()).map((name) => ({ path: `/${name}`, name, kind: 'folder', size: 0, modified: 0 }))
  const found = await foundAt(world.roots, folder)
  if (found === undefined) throw fileFault('missing', `There is no folder ${shown(folder)}.`, folder)
  if (found.kind === 'file') throw fileFault('not-a-folder', `${shown(folder)} is a file, not a folder.`, folder)
  return about(folder, async () => {
    const folders: FileFacts[] = []
    const files: { readonly path: string; readonly name: string; readonly size: number; readonly actual: number }[] = []
    for await (const [name, handle] of found.folder.entries()) {
      const path = joinPath(folder, name)
      const file = handle.kind === 'file' ? await fileUnlessGone(handle as FileSystemFileHandle) : undefined
      if (file !== undefined) files.push({ path, name, size: file.size, actual: file.lastModified })
      else if (handle.kind === 'directory') folders.push({ path, name, kind: 'folder', size: 0, modified: 0 })
    }
    const times = await world.times.get(files)
    const facts = files.map(({ path, name, size, actual }, index): FileFacts => ({ path, name, kind: 'file', size, modified: times[index] ?? actual }))
    return [...folders, ...facts].sort((a, b) => (a.name < b.name ? -1 : 1))
  })
}

async function fileUnlessGone(handle: FileSystemFileHandle): Promise<File | undefined> {
  try {
    return await handle.getFile()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
    throw error
  }
}

function readPart(handle: FileSystemFileHandle, path: string, offset: number, length: number): Promise<Uint8Array> {
  return about(path, async () => {
    const file = await handle.getFile()
    return new Uint8Array(await file.slice(offset, Math.min(file.size, offset + length)).arrayBuffer())
  })
}

async function* streamFile(world: FileWorld, path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted()
  const handle = await fileAt(world, path)
  const file = await about(path, () => handle.getFile())
  for (let offset = 0; offset < file.size; offset += chunk) {
    signal?.throwIfAborted()
    yield new Uint8Array(await about(path, () => file.slice(offset, offset + chunk).arrayBuffer()))
  }
}
