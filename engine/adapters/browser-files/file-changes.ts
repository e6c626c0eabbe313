/*
 * The changes of files in a browser. Each writes beside and puts the whole in place at the end, as the browser does when a
 * written file is closed. The caller sees to it that one follows another. Always true: what fails leaves nothing new behind.
 */
import { isInside, joinPath, nameOf, parentOf } from '../../terms/file-path.ts'
import { about, fileFault, shown } from './file-fault.ts'
import { childOf, foundAt, namesOf, placeOf, type FileRoots, type Place } from './file-place.ts'
import type { FileTimes } from './file-times.ts'

export interface FileWorld {
  readonly roots: FileRoots
  readonly times: FileTimes
}

type Content = (sink: FileSystemWritableFileStream) => Promise<void>

/** Gives the file at a path; fails for a folder and for nothing. */
export async function fileAt({ roots }: FileWorld, path: string): Promise<FileSystemFileHandle> {
  const found = await foundAt(roots, path)
  if (found?.kind === 'file') return found.file
  if (found !== undefined) throw fileFault('is-a-folder', `${shown(path)} is a folder, not a file.`, path)
  if (namesOf(path).length > 1) await placeOf(roots, path)
  throw fileFault('missing', `There is nothing at ${shown(path)}.`, path)
}

export async function timeOf({ times }: FileWorld, path: string, file: File): Promise<number> {
  return (await times.get([{ path, actual: file.lastModified }]))[0] ?? file.lastModified
}

export async function writeFile(world: FileWorld, path: string, bytes: Uint8Array, settings: { readonly replace?: boolean; readonly modified?: number }): Promise<void> {
  const place = await placeOf(world.roots, path)
  const there = await childOf(place, path)
  if (there !== undefined && settings.replace !== true) throw taken(path)
  if (there?.kind === 'folder') throw fileFault('is-a-folder', `${shown(path)} is a folder, not a file.`, path)
  await put(world, place, path, there === undefined, (sink) => sink.write(bytes.slice()), settings.modified)
}

export async function appendFile(world: FileWorld, path: string, bytes: Uint8Array): Promise<void> {
  const file = await fileAt(world, path)
  await about(path, async () => {
    const position = (await file.getFile()).size
    await fill(await file.createWritable({ keepExistingData: true }), (sink) => sink.write({ type: 'write', position, data: bytes.slice() }))
  })
  await world.times.forget(path)
}

export async function truncateFile(world: FileWorld, path: string, length: number, modified: number | undefined): Promise<void> {
  const file = await fileAt(world, path)
  await about(path, async () => {
    if ((await file.getFile()).size > length) {
      await fill(await file.createWritable({ keepExistingData: true }), (sink) => sink.truncate(length))
      await world.times.forget(path)
    }
    if (modified !== undefined) await world.times.set(path, (await file.getFile()).lastModified, modified)
  })
}

export async function copyFile(world: FileWorld, from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const source = await fileAt(world, from)
  const target = await freePlace(world, to)
  signal?.throwIfAborted()
  await copyInto(world, source, from, target, to, signal)
}

/** A folder is copied whole before the first file of it is taken away, so that a failure changes nothing. */
export async function movePath(world: FileWorld, from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const place = await placeOf(world.roots, from)
  const source = await childOf(place, from)
  if (source === undefined) throw fileFault('missing', `There is nothing at ${shown(from)}.`, from)
  if (from !== to && isInside(to, from)) throw fileFault('bad-path', `${shown(from)} can not be moved into itself.`, to)
  const target = await freePlace(world, to)
  signal?.throwIfAborted()
  if (source.kind === 'file') await copyInto(world, source.file, from, target, to, signal)
  else await copyFolder(world, source.folder, from, target, to, signal)
  await about(from, () => place.parent.removeEntry(place.name, { recursive: source.kind === 'folder' }))
  await world.times.forget(from)
}

export async function makeFolder({ roots }: FileWorld, path: string): Promise<readonly string[]> {
  const missing: string[] = []
  for (let above = path; ; above = parentOf(above)) {
    const found = await foundAt(roots, above).catch((error: unknown) => {
      if (['missing', 'not-a-folder'].includes((error as { readonly code?: string }).code ?? '')) return undefined
      throw error
    })
    if (found?.kind === 'folder') break
    if (found !== undefined) throw fileFault(above === path ? 'exists' : 'not-a-folder', `Something that is no folder is already at ${shown(above)}.`, path)
    if (namesOf(above).length < 2) throw fileFault('no-access', `No folder can be made at ${shown(above)}: the person opens folders to this page.`, path)
    missing.unshift(above)
  }
  for (const folder of missing) {
    const { parent, name } = await placeOf(roots, folder)
    await about(folder, () => parent.getDirectoryHandle(name, { create: true }))
  }
  return missing
}

export async function removeFile(world: FileWorld, path: string): Promise<void> {
  const { parent, name } = await placeOf(world.roots, path)
  await fileAt(world, path)
  await about(path, () => parent.removeEntry(name))
  await world.times.forget(path)
}

export async function removeEmptyFolder({ roots }: FileWorld, path: string): Promise<void> {
  const place = await placeOf(roots, path)
  const found = await childOf(place, path)
  if (found === undefined) throw fileFault('missing', `There is nothing at ${shown(path)}.`, path)
  if (found.kind === 'file') throw fileFault('not-a-folder', `${shown(path)} is a file, not a folder.`, path)
  await about(path, () => place.parent.removeEntry(place.name))
}

async function freePlace(world: FileWorld, path: string): Promise<Place> {
  const place = await placeOf(world.roots, path)
  if ((await childOf(place, path)) !== undefined) throw taken(path)
  return place
}

async function copyInto(world: FileWorld, source: FileSystemFileHandle, from: string, target: Place, to: string, signal: AbortSignal | undefined): Promise<void> {
  const file = await about(from, () => source.getFile())
  await put(world, target, to, true, (sink) => pour(file, sink, signal), await timeOf(world, from, file))
}

async function copyFolder(world: FileWorld, source: FileSystemDirectoryHandle, from: string, target: Place, to: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    const folder = await about(to, () => target.parent.getDirectoryHandle(target.name, { create: true }))
    for await (const [name, handle] of source.entries()) {
      signal?.throwIfAborted()
      const [inner, outer] = [joinPath(from, name), joinPath(to, name)]
      if (handle.kind === 'file') await copyInto(world, handle as FileSystemFileHandle, inner, { parent: folder, name }, outer, signal)
      else await copyFolder(world, handle as FileSystemDirectoryHandle, inner, { parent: folder, name }, outer, signal)
    }
  } catch (error) {
    await target.parent.removeEntry(target.name, { recursive: true }).catch(() => {})
    await world.times.forget(to)
    throw error
  }
}

/** Fills a file and gives it its time. A file that is new goes again when that fails. */
async function put(world: FileWorld, { parent, name }: Place, path: string, isNew: boolean, content: Content, modified: number | undefined): Promise<void> {
  const handle = await about(path, () => parent.getFileHandle(name, { create: true }))
  try {
    await about(path, async () => fill(await handle.createWritable(), content))
    if (modified === undefined) await world.times.forget(path)
    else await world.times.set(path, (await handle.getFile()).lastModified, modified)
  } catch (error) {
    if (isNew) await parent.removeEntry(name).catch(() => {})
    throw error
  }
}

/** What is written takes the place of the file when it is closed, and not before. */
async function fill(sink: FileSystemWritableFileStream, content: Content): Promise<void> {
  try {
    await content(sink)
    await sink.close()
  } catch (error) {
    await sink.abort().catch(() => {})
    throw error
  }
}

async function pour(file: File, sink: FileSystemWritableFileStream, signal: AbortSignal | undefined): Promise<void> {
  for (let offset = 0; offset < file.size; offset += chunk) {
    signal?.throwIfAborted()
    await sink.write(await file.slice(offset, offset + chunk).arrayBuffer())
  }
}

function taken(path: string): Error {
  return fileFault('exists', `Something is already at ${shown(path)}: ${shown(nameOf(path))}.`, path)
}

export const chunk = 1024 * 1024
