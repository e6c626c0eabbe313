import { joinPath } from '../terms/file-path.ts'
import type { FileSystem } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import { overlayFiles } from './overlay-files.ts'
import type { FolderEntry, OverlayEntry } from './overlay-files/overlay-tree.ts'

/** Files and folders by name: a text or bytes is a file, an object is a folder. */
export interface MemoryTree {
  readonly [name: string]: string | Uint8Array | MemoryTree
}

export interface MemoryFilesOptions {
  /** What `~` stands for; left out: `/home/me`. */
  readonly home?: string
  /** The time of change of the files in the tree; left out: 2026-01-01. */
  readonly modified?: number
  readonly now?: () => number
}

/** Gives a file system that lives in memory and starts with the tree below `/`. Names may be paths: `{ '/d/a.txt': 'hello' }`. */
export function memoryFiles(tree: MemoryTree = {}, options: MemoryFilesOptions = {}): FileSystem {
  const home = options.home ?? '/home/me'
  const root = folderOf(tree, options.modified ?? Date.UTC(2026, 0, 1))
  return overlayFiles(emptyFiles(home), { now: options.now ?? Date.now, root })
}

function entryOf(content: string | Uint8Array | MemoryTree, modified: number): OverlayEntry {
  if (typeof content === 'string') return { kind: 'file', parts: [{ bytes: new TextEncoder().encode(content) }], modified }
  if (content instanceof Uint8Array) return { kind: 'file', parts: [{ bytes: content.slice() }], modified }
  return folderOf(content, modified)
}

function folderOf(content: MemoryTree, modified: number): FolderEntry {
  const children = new Map<string, OverlayEntry | undefined>()
  for (const [path, inner] of Object.entries(content)) {
    const names = path.split('/').filter((name) => name !== '')
    const last = names.pop()
    let folder = children
    for (const name of names) folder = childrenOf(folder, name, modified)
    if (last === undefined) continue
    const entry = entryOf(inner, modified)
    if (entry.kind !== 'folder') folder.set(last, entry)
    else for (const [name, child] of entry.children) childrenOf(folder, last, modified).set(name, child)
    if (entry.kind === 'folder') childrenOf(folder, last, modified)
  }
  return { kind: 'folder', from: undefined, children, modified }
}

function childrenOf(folder: Map<string, OverlayEntry | undefined>, name: string, modified: number): Map<string, OverlayEntry | undefined> {
  const there = folder.get(name)
  if (there?.kind === 'folder') return there.children
  const children = new Map<string, OverlayEntry | undefined>()
  folder.set(name, { kind: 'folder', from: undefined, children, modified })
  return children
}

/** The base below: nothing is in it, and nothing is ever asked of it but names. */
function emptyFiles(home: string): FileSystem {
  const never = async (): Promise<never> => {
    throw new Error('The empty file system holds nothing and takes nothing.')
  }
  return {
    canonical: async (path) => canonicalText(path === '~' || path.startsWith('~/') ? home + path.slice(1) : path),
    facts: async () => undefined,
    list: async () => [],
    read: never,
    readStream: () => ({ [Symbol.asyncIterator]: () => ({ next: never }) }),
    write: never,
    append: never,
    truncate: never,
    copy: never,
    move: never,
    makeFolder: never,
    removeFile: never,
    removeEmptyFolder: never,
    trashFolder: async () => joinPath(home, '.local/share/Trash/files'),
  }
}

function canonicalText(path: string): string {
  if (!path.startsWith('/') || path.includes('\0') || /[\uD800-\uDFFF]/u.test(path)) {
    throw new ToolError('bad-path', `${JSON.stringify(path)} is not a path from the root.`, { path })
  }
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return `/${names.join('/')}`
}
