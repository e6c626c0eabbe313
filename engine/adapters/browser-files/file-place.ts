import { splitPath } from '../../terms/file-path.ts'
import { about, fileFault, shown } from './file-fault.ts'

/** What is reached by a path: the folders of the browser by the first name of the path. */
export interface FileRoots {
  /** Sorted. */
  names(): Promise<readonly string[]>
  /** Undefined: no such root. Throws ToolError `no-access` where the person has to open it to this page again. */
  folder(name: string): Promise<FileSystemDirectoryHandle | undefined>
}

export type Found = { readonly kind: 'file'; readonly file: FileSystemFileHandle } | { readonly kind: 'folder'; readonly folder: FileSystemDirectoryHandle } | undefined

/** A place below a root: the folder it lies in and its name there. */
export interface Place {
  readonly parent: FileSystemDirectoryHandle
  readonly name: string
}

/** Gives an absolute path without dots; `~` stands for `home`. There are no links here, so the text alone decides. */
export function canonicalPath(path: string, home: string): string {
  const full = path === '~' || path.startsWith('~/') ? home + path.slice(1) : path
  if (!full.startsWith('/') || full.includes('\0') || /[\uD800-\uDFFF]/u.test(full)) throw fileFault('bad-path', `${shown(path)} is not a path from the root.`, path)
  const names: string[] = []
  for (const name of full.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return `/${names.join('/')}`
}

/** Gives the names of a canonical path. */
export function namesOf(path: string): readonly string[] {
  const canonical = canonicalPath(path, '/')
  if (canonical !== path) throw fileFault('bad-path', `${shown(path)} is no plain path from the root.`, path)
  const names = splitPath(canonical)?.parts ?? []
  if (names.some((name) => new TextEncoder().encode(name).length > 255)) throw fileFault('bad-path', `A name is too long in ${shown(path)}.`, path)
  return names
}

/** Gives the place of a path below a root. The root itself, and what lies beside the roots, has none. */
export async function placeOf(roots: FileRoots, path: string): Promise<Place> {
  const names = namesOf(path)
  const name = names.at(-1)
  if (name === undefined || names.length < 2) throw fileFault('no-access', `${shown(path)} is not a place that files can be put or taken from.`, path)
  return { parent: await folderAt(roots, names.slice(0, -1), path), name }
}

/** Gives the folder of some names. `path` is told when it is not there. */
export async function folderAt(roots: FileRoots, names: readonly string[], path: string): Promise<FileSystemDirectoryHandle> {
  let folder = await roots.folder(names[0] ?? '')
  if (folder === undefined) throw fileFault('missing', `There is no folder ${shown(`/${names[0] ?? ''}`)} here.`, path)
  let at = `/${names[0]}`
  for (const name of names.slice(1)) {
    at = `${at}/${name}`
    const inner = await childOf({ parent: folder, name }, at)
    if (inner === undefined) throw fileFault('missing', `There is no folder ${shown(at)}.`, path)
    if (inner.kind === 'file') throw fileFault('not-a-folder', `${shown(at)} is a file, not a folder.`, path)
    folder = inner.folder
  }
  return folder
}

/** Gives what stands at a place. */
export async function childOf({ parent, name }: Place, path: string): Promise<Found> {
  try {
    return { kind: 'file', file: await parent.getFileHandle(name) }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return undefined
    if (!(cause instanceof DOMException) || cause.name !== 'TypeMismatchError') return about(path, () => Promise.reject(cause))
  }
  return about(path, async () => ({ kind: 'folder', folder: await parent.getDirectoryHandle(name) }))
}

/** Gives what stands at a path, roots included. */
export async function foundAt(roots: FileRoots, path: string): Promise<Found> {
  const names = namesOf(path)
  if (names.length > 1) return childOf(await placeOf(roots, path), path)
  const folder = names.length === 1 ? await roots.folder(names[0] as string) : undefined
  return folder === undefined ? undefined : { kind: 'folder', folder }
}
