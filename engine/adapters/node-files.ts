import { constants, type Stats } from 'node:fs'
import { chmod, lstat, mkdir, open, readdir, rmdir, unlink, type FileHandle } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isInside, joinPath, nameOf } from '../terms/file-path.ts'
import type { FileFacts, FileSystem } from '../terms/ports.ts'
import { copyFile, writeAll } from './node-files/copy-file.ts'
import { about, errnoOf, shown, toolError } from './node-files/file-error.ts'
import { fileTime } from './node-files/file-time.ts'
import { canonicalPath, filePlaces, wellFormed, type WithPlace } from './node-files/file-place.ts'
import { removeLeftParts } from './node-files/left-parts.ts'
import { movePath } from './node-files/move-path.ts'
import { withFile } from './node-files/open-file.ts'
import { writeBeside } from './node-files/write-file.ts'

const chunk = 1024 * 1024

export interface NodeFilesOptions {
  /** Canonical folders or files that every touched path must lie inside; the trash of the person is always allowed. */
  readonly bounds?: readonly string[]
  /** What `~` stands for; left out: the home of the person. */
  readonly home?: string
}

/**
 * Gives the files of this machine. Paths are checked against the bounds at each operation, after links were resolved,
 * and the last name of a path is never followed when it is a link.
 */
export function nodeFiles(options: NodeFilesOptions = {}): FileSystem {
  const home = options.home ?? homedir()
  const trash = trashOf(home, options.home === undefined)
  const at = filePlaces(options.bounds === undefined ? undefined : withTrash(options.bounds, trash.root))
  return {
    canonical: (path) => about(path, () => canonicalPath(expandHome(path, home))),
    facts: (path) => factsOf(at, path),
    list: (folder) => listFolder(at, folder),
    read: (path, range = {}) => readPart(at, path, range.offset ?? 0, range.length),
    readStream: (path, signal) => streamFile(at, path, signal),
    write: (path, bytes, settings = {}) => writeFile(at, path, bytes, settings),
    append: (path, bytes) => appendFile(at, path, bytes),
    truncate: (path, length, modified) => truncateFile(at, path, length, modified),
    copy: (from, to, signal) => at(from, (source) => at(to, (target) => copyFile(source, target, { from, to }, signal))),
    move: (from, to, signal) => moveBetween(at, from, to, signal),
    makeFolder: async (path) => makeFolders((await isInTrash(path, trash.root)) ? filePlaces(undefined) : at, path),
    removeFile: (path) => at(path, (place) => removeFile(place, path)),
    removeEmptyFolder: (path) => at(path, (place) => removeFolder(place)),
    trashFolder: () => about(trash.files, () => canonicalPath(trash.files)),
  }
}

function expandHome(path: string, home: string): string {
  if (path === '~') return home
  return path.startsWith('~/') || path.startsWith('~\\') ? join(home, path.slice(2)) : path
}

/** Linux has the trash of freedesktop.org with its `files` and `info`; elsewhere one folder holds what was trashed. */
function trashOf(home: string, own: boolean): { readonly root: string; readonly files: string } {
  if (process.platform !== 'linux') return { root: join(home, '.Trash'), files: join(home, '.Trash') }
  const data = own ? process.env['XDG_DATA_HOME'] : undefined
  const root = join(data?.startsWith('/') ? data : join(home, '.local', 'share'), 'Trash')
  return { root, files: join(root, 'files') }
}

/** Resolves the trash once, when it is first needed: a home may lie behind a link. */
function withTrash(bounds: readonly string[], trash: string): () => Promise<readonly string[]> {
  let all: Promise<readonly string[]> | undefined
  return () => (all ??= canonicalPath(trash).then((real) => [...bounds, real], () => bounds))
}

/** The folders that lead to the trash may have to be made too, whatever the bounds are. */
async function isInTrash(path: string, trash: string): Promise<boolean> {
  return isInside(wellFormed(path), await canonicalPath(trash).catch(() => trash))
}

async function factsOf(at: WithPlace, path: string): Promise<FileFacts | undefined> {
  try {
    return toFacts(wellFormed(path), await at(path, (place) => lstat(place)))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'missing' || code === 'not-a-folder') return undefined
    throw error
  }
}

function toFacts(path: string, stat: Stats): FileFacts {
  const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other'
  return { path, name: nameOf(path), kind, size: kind === 'file' ? stat.size : 0, modified: Math.round(stat.mtimeMs) }
}

function listFolder(at: WithPlace, folder: string): Promise<readonly FileFacts[]> {
  return at(folder, async (place) => {
    const handle = await open(place, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0)).catch((cause: unknown) => {
      if (errnoOf(cause) === 'EISDIR') return undefined
      throw cause
    })
    try {
      const inside = handle !== undefined && process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : place
      const found = (await readdir(inside)).sort().map(async (name) => factsInside(wellFormed(folder), inside, name))
      return (await Promise.all(found)).filter((facts) => facts !== undefined)
    } finally {
      await handle?.close()
    }
  })
}

/** A name that is not valid UTF-8 can be shown but not reached: it is listed as `other`. */
async function factsInside(folder: string, place: string, name: string): Promise<FileFacts | undefined> {
  const path = joinPath(folder, name)
  try {
    return toFacts(path, await lstat(join(place, name)))
  } catch (cause) {
    if (errnoOf(cause) !== 'ENOENT') throw cause
    return name.includes('\uFFFD') ? { path, name, kind: 'other', size: 0, modified: 0 } : undefined
  }
}

function readPart(at: WithPlace, path: string, offset: number, length: number | undefined): Promise<Uint8Array> {
  return at(path, (place) => withFile(place, path, constants.O_RDONLY, async (file) => {
    const { size } = await file.stat()
    const bytes = new Uint8Array(Math.max(0, Math.min(length ?? Infinity, size - offset)))
    let done = 0
    while (done < bytes.length) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, offset + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    return bytes.subarray(0, done)
  }))
}

async function* streamFile(at: WithPlace, path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted()
  const file = await at(path, (place) => withFile(place, path, constants.O_RDONLY, (opened) => reopen(opened, place)))
  try {
    for (let position = 0; ; ) {
      signal?.throwIfAborted()
      const { buffer, bytesRead } = await about(path, () => file.read(new Uint8Array(chunk), 0, chunk, position))
      if (bytesRead === 0) return
      position += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** Opens the file again to outlive the check; it must still be the very same file. */
async function reopen(opened: FileHandle, place: string): Promise<FileHandle> {
  const file = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  const [first, second] = await Promise.all([opened.stat(), file.stat()])
  if (first.ino === second.ino && first.dev === second.dev) return file
  await file.close()
  throw toolError('busy', 'The file was replaced by another program while it was opened.', place)
}

function writeFile(at: WithPlace, path: string, bytes: Uint8Array, settings: { readonly replace?: boolean; readonly modified?: number }): Promise<void> {
  return at(path, async (place) => {
    const there = await lstat(place).catch(() => undefined)
    if (there !== undefined && settings.replace !== true) throw toolError('exists', `Something is already at ${shown(path)}.`, path)
    await writeBeside(place, path, settings.replace === true, async (file) => {
      await writeAll(file, bytes)
      if (there?.isFile()) await file.chmod(there.mode & 0o777)
      if (settings.modified !== undefined) await setModified(file, settings.modified)
    })
  })
}

/** Half a microsecond is added, since the system cuts the fraction that a double can not hold. */
async function setModified(file: FileHandle, modified: number): Promise<void> {
  const time = fileTime(modified + 0.0005)
  await file.utimes(time, time)
}

/** When the disk is full in the middle, what was added is cut off again: an error says that nothing was changed. */
function appendFile(at: WithPlace, path: string, bytes: Uint8Array): Promise<void> {
  return at(path, (place) => withFile(place, path, constants.O_WRONLY | constants.O_APPEND, async (file) => {
    const { size } = await file.stat()
    try {
      await writeAll(file, bytes)
      await file.sync()
    } catch (cause) {
      await file.truncate(size)
      throw cause
    }
  }))
}

function truncateFile(at: WithPlace, path: string, length: number, modified: number | undefined): Promise<void> {
  return at(path, (place) => withFile(place, path, constants.O_RDWR, async (file) => {
    const { size } = await file.stat()
    if (size > length) await file.truncate(length)
    if (modified !== undefined) await setModified(file, modified)
    await file.sync()
  }))
}

function moveBetween(at: WithPlace, from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  return at(from, (source) => at(to, (target) => about(to, async () => {
    await about(from, () => lstat(source))
    if (from !== to && isInside(wellFormed(to), wellFormed(from))) {
      throw toolError('bad-path', `${shown(from)} can not be moved into itself.`, to)
    }
    await movePath({ from: source, to: target }, { from, to }, signal)
  })))
}

async function makeFolders(at: WithPlace, path: string): Promise<readonly string[]> {
  const missing: string[] = []
  let above = wellFormed(path)
  while ((await lstat(above).catch(() => undefined)) === undefined && dirname(above) !== above) {
    missing.unshift(above)
    above = dirname(above)
  }
  if (missing.length === 0) {
    const there = await factsOf(at, path)
    if (there?.kind !== 'folder') throw toolError('exists', `Something that is no folder is already at ${shown(path)}.`, path)
  }
  const made: string[] = []
  for (const folder of missing) {
    try {
      await at(folder, (place) => mkdir(place))
      made.push(folder)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'exists' && (await factsOf(at, folder))?.kind === 'folder') continue
      for (const undone of made.reverse()) await at(undone, (place) => rmdir(place)).catch(() => undefined)
      throw error
    }
  }
  return made
}

async function removeFile(place: string, path: string): Promise<void> {
  const there = await lstat(place)
  if (there.isDirectory()) throw toolError('is-a-folder', `${shown(path)} is a folder, not a file.`, path)
  if (process.platform === 'win32') await chmod(place, 0o666).catch(() => undefined)
  await unlink(place)
}

/** What a killed process left half-written does not keep a folder. */
async function removeFolder(place: string): Promise<void> {
  const isFull = await rmdir(place).then(() => false, (cause: unknown) => {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errnoOf(cause) ?? '')) throw cause
    return true
  })
  if (!isFull) return
  await removeLeftParts(place, true)
  await rmdir(place)
}
