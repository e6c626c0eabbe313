import { joinPath, nameOf, parentOf, splitPath } from '../../terms/file-path.ts'
import type { FileFacts, FileSystem } from '../../terms/ports.ts'
import { ToolError } from '../../terms/tool.ts'
import { sizeOfParts, type Part } from './file-parts.ts'

/** Something of the base that was not changed, perhaps under another name. */
export interface BaseEntry {
  readonly kind: 'base'
  readonly path: string
}

export interface FileEntry {
  readonly kind: 'file'
  readonly parts: readonly Part[]
  readonly modified: number
}

/** `children` holds what was changed (`undefined`: removed); the rest comes from the folder `from` of the base. */
export interface FolderEntry {
  readonly kind: 'folder'
  readonly from: string | undefined
  readonly children: Map<string, OverlayEntry | undefined>
  readonly modified: number | undefined
}

export type OverlayEntry = BaseEntry | FileEntry | FolderEntry

/** The changes as a tree. `put` and `take` act at once; whoever calls them has looked before. */
export interface OverlayTree {
  facts(path: string): Promise<FileFacts | undefined>
  list(path: string): Promise<readonly FileFacts[]>
  /** Gives the path in the base where the content of an unchanged file or folder lies. */
  source(path: string): string | undefined
  file(path: string): FileEntry | undefined
  put(path: string, entry: OverlayEntry): void
  take(path: string): OverlayEntry
}

export function overlayTree(base: FileSystem, root?: FolderEntry): OverlayTree {
  const roots = new Map<string, FolderEntry>(root === undefined ? [] : [['/', root]])
  const find = (path: string): OverlayEntry | undefined => findEntry(roots, path)
  return {
    facts: (path) => factsOf(base, path, find(path)),
    list: (path) => listOf(base, path, find(path)),
    source: (path) => {
      const entry = find(path)
      return entry?.kind === 'base' ? entry.path : entry?.kind === 'folder' ? entry.from : undefined
    },
    file: (path) => {
      const entry = find(path)
      return entry?.kind === 'file' ? entry : undefined
    },
    put: (path, entry) => void ownFolder(roots, parentOf(path)).children.set(nameOf(path), entry),
    take: (path) => {
      const entry = find(path)
      if (entry === undefined) throw new Error(`Nothing is remembered at ${path}.`)
      ownFolder(roots, parentOf(path)).children.set(nameOf(path), undefined)
      return entry
    },
  }
}

function findEntry(roots: ReadonlyMap<string, FolderEntry>, path: string): OverlayEntry | undefined {
  const split = splitPath(path)
  if (split === undefined) return { kind: 'base', path }
  let entry: OverlayEntry | undefined = roots.get(split.root) ?? { kind: 'base', path: split.root }
  for (const name of split.parts) {
    entry = childOf(entry, name)
    if (entry === undefined) return undefined
  }
  return entry
}

function childOf(entry: OverlayEntry, name: string): OverlayEntry | undefined {
  if (entry.kind === 'base') return { kind: 'base', path: joinPath(entry.path, name) }
  if (entry.kind === 'file') return undefined
  if (entry.children.has(name)) return entry.children.get(name)
  return entry.from === undefined ? undefined : { kind: 'base', path: joinPath(entry.from, name) }
}

/** Gives the folder at a path as one whose children can be changed; the folders above become such too. */
function ownFolder(roots: Map<string, FolderEntry>, path: string): FolderEntry {
  const split = splitPath(path)
  if (split === undefined) throw new ToolError('bad-path', `${JSON.stringify(path)} does not start at the root.`)
  let folder: FolderEntry = roots.get(split.root) ?? opened(split.root)
  roots.set(split.root, folder)
  for (const name of split.parts) {
    const child = childOf(folder, name)
    if (child?.kind === 'folder') {
      folder = child
      continue
    }
    const own = opened(child?.kind === 'base' ? child.path : undefined)
    folder.children.set(name, own)
    folder = own
  }
  return folder
}

function opened(from: string | undefined): FolderEntry {
  return { kind: 'folder', from, children: new Map(), modified: undefined }
}

async function factsOf(base: FileSystem, path: string, entry: OverlayEntry | undefined): Promise<FileFacts | undefined> {
  if (entry === undefined) return undefined
  const head = { path, name: nameOf(path) }
  if (entry.kind === 'file') return { ...head, kind: 'file', size: sizeOfParts(entry.parts), modified: entry.modified }
  if (entry.kind === 'folder' && entry.modified !== undefined) return { ...head, kind: 'folder', size: 0, modified: entry.modified }
  const source = entry.kind === 'base' ? entry.path : entry.from
  const facts = await base.facts(source ?? path)
  if (facts !== undefined) return { ...facts, ...head }
  return entry.kind === 'folder' ? { ...head, kind: 'folder', size: 0, modified: 0 } : undefined
}

async function listOf(base: FileSystem, path: string, entry: OverlayEntry | undefined): Promise<readonly FileFacts[]> {
  const source = entry?.kind === 'base' ? entry.path : entry?.kind === 'folder' ? entry.from : undefined
  if (entry === undefined || entry.kind === 'file') {
    const missing = entry === undefined
    throw new ToolError(missing ? 'missing' : 'not-a-folder', `${missing ? 'There is no folder' : 'This is a file, not a folder'}: ${JSON.stringify(path)}.`, { path })
  }
  const below = source === undefined ? [] : await base.list(source)
  const changed = entry.kind === 'folder' ? entry.children : new Map<string, OverlayEntry | undefined>()
  const kept = below.filter((facts) => !changed.has(facts.name)).map((facts) => ({ ...facts, path: joinPath(path, facts.name) }))
  const own = await Promise.all([...changed].map(([name, child]) => factsOf(base, joinPath(path, name), child)))
  return [...kept, ...own.filter((facts) => facts !== undefined)].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
