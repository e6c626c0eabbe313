import { nameOf } from '../../../terms/file-path.ts'
import type { FileFacts, FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { walk } from '../file/list.ts'
import { entryFault } from './entry-fault.ts'
import { mostEntries } from './open-zip.ts'

/** The most bytes that are packed into one archive. */
export const mostPacked = 1024 * 1024 * 1024

export interface PackPlan {
  readonly files: readonly { readonly path: string; readonly name: string; readonly size: number; readonly modified: number }[]
  /** Names of folders that nothing lies in. */
  readonly folders: readonly string[]
  readonly skipped: readonly string[]
}

/** Gives what is packed under which name. The archive itself, where it lies in one of the folders, is left out. */
export async function packPlan(files: FileSystem, input: { readonly paths: readonly string[]; readonly archive: string }, signal: AbortSignal): Promise<PackPlan> {
  const found: { readonly facts: FileFacts; readonly name: string }[] = []
  for (const path of input.paths) {
    const facts = await files.facts(path)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(path)}.`, { path })
    const name = nameOf(path)
    found.push({ facts, name })
    if (facts.kind !== 'folder') continue
    const inside = await walk(files, path, { depth: 60, hidden: true, signal, most: mostEntries + 1 })
    for (const one of inside) found.push({ facts: one.facts, name: `${name}/${one.below}` })
  }
  const wanted = found.filter(({ facts }) => facts.path !== input.archive)
  requireNames(wanted)
  const packed = wanted.filter(({ facts }) => facts.kind === 'file').map(({ facts, name }) => ({ path: facts.path, name, size: facts.size, modified: facts.modified }))
  const folders = wanted.filter(({ facts }) => facts.kind === 'folder').map(({ name }) => name)
  if (packed.length + folders.length > mostEntries) throw new ToolError('too-many', `There are more than ${mostEntries} files and folders.`)
  const size = packed.reduce((sum, file) => sum + file.size, 0)
  if (size > mostPacked) throw new ToolError('too-large', `The files have ${size} bytes; at most ${mostPacked} are packed.`, { size })
  return { files: packed, folders: emptyOnes(folders, wanted), skipped: wanted.filter(({ facts }) => facts.kind === 'link' || facts.kind === 'other').map(({ facts }) => facts.path) }
}

function requireNames(found: readonly { readonly facts: FileFacts; readonly name: string }[]): void {
  const names = new Map<string, string>()
  for (const { facts, name } of found) {
    const other = names.get(name)
    if (other !== undefined) throw new ToolError('same-name', `${quoted(other)} and ${quoted(facts.path)} would both be ${quoted(name)} in the archive.`, { path: facts.path })
    names.set(name, facts.path)
    const fault = entryFault({ name, kind: 'file' }, false)
    if (fault !== undefined) throw new ToolError('bad-name', `${quoted(facts.path)} can not be packed: ${fault}.`, { path: facts.path })
  }
}

/** A folder with something in it is there by the names of what it holds. */
function emptyOnes(folders: PackPlan['folders'], all: readonly { readonly facts: FileFacts; readonly name: string }[]): PackPlan['folders'] {
  const full = new Set(all.flatMap(({ name, facts }) => (facts.kind === 'link' || facts.kind === 'other' || !name.includes('/') ? [] : [name.slice(0, name.lastIndexOf('/'))])))
  return folders.filter((name) => !full.has(name))
}
