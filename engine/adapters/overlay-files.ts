/*
 * A file system over another whose changes are only remembered. Owns: a tree of what was changed. Does not own: the
 * base, which is read and never written. Always true:
 * O1 no method calls a changing method of the base;
 * O2 content of the base is held by reference (path, offset, length), never in memory;
 * O3 changes follow one another; each looks and then changes without another in between.
 */
import { isInside, nameOf, parentOf, pathOf, splitPath } from '../terms/file-path.ts'
import type { FileFacts, FileSystem } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import { cutParts, partsOf, readParts, streamParts, type Part } from './overlay-files/file-parts.ts'
import { overlayTree, type FileEntry, type FolderEntry, type OverlayTree } from './overlay-files/overlay-tree.ts'

export interface OverlayFilesOptions {
  /** The time a change is dated with, in milliseconds since 1970. */
  readonly now?: () => number
  /** What `/` holds at the start, where the base itself is not to be seen. */
  readonly root?: FolderEntry
}

/** Gives files that read through to `base` and remember every change, so that a rehearsal sees what it would have done. */
export function overlayFiles(base: FileSystem, options: OverlayFilesOptions = {}): FileSystem {
  const tree = overlayTree(base, options.root)
  const overlay: Overlay = { base, tree, now: options.now ?? Date.now }
  const alone = oneAfterAnother()
  return {
    canonical: (path) => canonicalIn(overlay, path),
    facts: async (path) => tree.facts(plain(path)),
    list: async (folder) => tree.list(plain(folder)),
    read: async (path, range = {}) => readParts(base, (await fileAt(overlay, plain(path))).parts, range.offset ?? 0, range.length ?? Infinity),
    readStream: (path, signal) => streamFile(overlay, path, signal),
    write: (path, bytes, settings = {}) => alone(() => write(overlay, plain(path), bytes, settings)),
    append: (path, bytes) => alone(() => append(overlay, plain(path), bytes)),
    truncate: (path, length, modified) => alone(() => truncate(overlay, plain(path), length, modified)),
    copy: (from, to, signal) => alone(() => copy(overlay, plain(from), plain(to), signal)),
    move: (from, to, signal) => alone(() => move(overlay, plain(from), plain(to), signal)),
    makeFolder: (path) => alone(() => makeFolder(overlay, plain(path))),
    removeFile: (path) => alone(() => removeFile(overlay, plain(path))),
    removeEmptyFolder: (path) => alone(() => removeEmptyFolder(overlay, plain(path))),
    trashFolder: () => base.trashFolder(),
  }
}

/** Gives the path without a trailing separator; refuses one that is not absolute or holds `.` or `..`. */
function plain(path: string): string {
  const split = splitPath(path)
  if (split !== undefined && !split.parts.some((part) => part === '.' || part === '..')) return pathOf(split)
  throw fault('bad-path', `${shown(path)} is not a plain path from the root.`, path)
}

interface Overlay {
  readonly base: FileSystem
  readonly tree: OverlayTree
  readonly now: () => number
}

/** Gives a way to do things one after another, whatever became of the one before (keeps O3). */
function oneAfterAnother(): <T>(deed: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (deed) => {
    const next = last.then(deed, deed)
    last = next.catch(() => undefined)
    return next
  }
}

async function canonicalIn(overlay: Overlay, path: string): Promise<string> {
  const canonical = await overlay.base.canonical(path)
  const source = overlay.tree.source(canonical)
  if (source === undefined || source === canonical) return canonical
  const real = await overlay.base.canonical(source)
  return real === source ? canonical : real
}

/** Gives the content and facts of a file; throws when there is none. */
async function fileAt(overlay: Overlay, path: string): Promise<{ readonly parts: readonly Part[]; readonly facts: FileFacts }> {
  const facts = await existing(overlay, path)
  if (facts.kind === 'folder') throw fault('is-a-folder', `${shown(path)} is a folder, not a file.`, path)
  if (facts.kind === 'link') throw fault('outside', `A link now stands at ${shown(path)}.`, path)
  if (facts.kind === 'other') throw fault('no-access', `${shown(path)} is not an ordinary file.`, path)
  const entry = overlay.tree.file(path)
  return { facts, parts: entry === undefined ? partsOf(overlay.tree.source(path) ?? path, facts.size) : entry.parts }
}

async function* streamFile(overlay: Overlay, path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted()
  yield* streamParts(overlay.base, (await fileAt(overlay, plain(path))).parts, signal)
}

async function existing(overlay: Overlay, path: string): Promise<FileFacts> {
  const facts = await overlay.tree.facts(path)
  if (facts !== undefined) return facts
  throw await lackOf(overlay, path)
}

/** Tells a missing path from one that goes through a file. */
async function lackOf(overlay: Overlay, path: string): Promise<ToolError> {
  for (let above = parentOf(path); above !== parentOf(above); above = parentOf(above)) {
    const facts = await overlay.tree.facts(above)
    if (facts === undefined) continue
    if (facts.kind !== 'folder') return fault('not-a-folder', `A part of this path is not a folder: ${shown(path)}.`, path)
    break
  }
  return fault('missing', `There is nothing at ${shown(path)}.`, path)
}

async function requireFree(overlay: Overlay, path: string): Promise<void> {
  checkName(path)
  if ((await overlay.tree.facts(path)) !== undefined) throw fault('exists', `Something is already at ${shown(path)}.`, path)
  const parent = await overlay.tree.facts(parentOf(path))
  if (parent === undefined || parent.kind !== 'folder') throw await lackOf(overlay, path)
}

/** The base never sees a new name, so what no common system takes is refused here. */
function checkName(path: string): void {
  if (path.includes('\0') || /[\uD800-\uDFFF]/u.test(path)) {
    throw fault('bad-path', `${shown(path)} holds a character that no path can hold.`, path)
  }
  if (new TextEncoder().encode(nameOf(path)).length > 255) throw fault('bad-path', `A name is too long in ${shown(path)}.`, path)
}

async function write(overlay: Overlay, path: string, bytes: Uint8Array, settings: { readonly replace?: boolean; readonly modified?: number }): Promise<void> {
  if (settings.replace === true && (await overlay.tree.facts(path)) !== undefined) await fileAt(overlay, path)
  else await requireFree(overlay, path)
  overlay.tree.put(path, remembered([{ bytes: bytes.slice() }], settings.modified ?? overlay.now()))
}

async function append(overlay: Overlay, path: string, bytes: Uint8Array): Promise<void> {
  const { parts } = await fileAt(overlay, path)
  overlay.tree.put(path, remembered([...parts, { bytes: bytes.slice() }], overlay.now()))
}

async function truncate(overlay: Overlay, path: string, length: number, modified: number | undefined): Promise<void> {
  const { parts, facts } = await fileAt(overlay, path)
  const cut = facts.size > length
  overlay.tree.put(path, remembered(cut ? cutParts(parts, 0, length) : parts, modified ?? (cut ? overlay.now() : facts.modified)))
}

async function copy(overlay: Overlay, from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const { parts, facts } = await fileAt(overlay, from)
  await requireFree(overlay, to)
  signal?.throwIfAborted()
  overlay.tree.put(to, remembered(parts, facts.modified))
}

async function move(overlay: Overlay, from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  await existing(overlay, from)
  if (from !== to && isInside(to, from)) throw fault('bad-path', `${shown(from)} can not be moved into itself.`, to)
  await requireFree(overlay, to)
  signal?.throwIfAborted()
  overlay.tree.put(to, overlay.tree.take(from))
}

async function makeFolder(overlay: Overlay, path: string): Promise<readonly string[]> {
  const made: string[] = []
  for (let above = path; ; above = parentOf(above)) {
    const facts = await factsUnlessOutside(overlay, above, path)
    if (facts?.kind === 'folder' || above === parentOf(above)) break
    if (facts !== undefined) {
      const code = above === path ? 'exists' : 'not-a-folder'
      throw fault(code, `Something that is no folder is already at ${shown(above)}.`, path)
    }
    checkName(above)
    made.unshift(above)
  }
  for (const folder of made) overlay.tree.put(folder, { kind: 'folder', from: undefined, children: new Map(), modified: overlay.now() })
  return made
}

/** A base with bounds does not show the folders above them; they count as there. */
async function factsUnlessOutside(overlay: Overlay, above: string, path: string): Promise<Pick<FileFacts, 'kind'> | undefined> {
  return overlay.tree.facts(above).catch((error: unknown) => {
    if (above !== path && error instanceof ToolError && error.code === 'outside') return { kind: 'folder' as const }
    throw error
  })
}

async function removeFile(overlay: Overlay, path: string): Promise<void> {
  const facts = await existing(overlay, path)
  if (facts.kind === 'folder') throw fault('is-a-folder', `${shown(path)} is a folder, not a file.`, path)
  overlay.tree.take(path)
}

async function removeEmptyFolder(overlay: Overlay, path: string): Promise<void> {
  const facts = await existing(overlay, path)
  if (facts.kind !== 'folder') throw fault('not-a-folder', `${shown(path)} is not a folder.`, path)
  if ((await overlay.tree.list(path)).length > 0) throw fault('not-empty', `This folder is not empty: ${shown(path)}.`, path)
  overlay.tree.take(path)
}

function remembered(parts: readonly Part[], modified: number): FileEntry {
  return { kind: 'file', parts, modified }
}

function fault(code: string, message: string, path: string): ToolError {
  return new ToolError(code, message, { path })
}

function shown(path: string): string {
  return JSON.stringify(path)
}

