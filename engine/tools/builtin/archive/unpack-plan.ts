import { joinPath, splitPath } from '../../../terms/file-path.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { globMatcher } from '../file/glob.ts'
import { entryClashes, entryFault } from './entry-fault.ts'
import { mostEntries, type ZipContents, type ZipItem } from './open-zip.ts'

/** The largest file that is unpacked, and the most bytes of all together. */
export const largestUnpacked = 512 * 1024 * 1024
export const mostUnpacked = 2 * 1024 * 1024 * 1024
/** Beyond some small size an archive that grows more than this many times is a bomb. */
const mostGrowth = 200
const alwaysFine = 64 * 1024 * 1024

export interface UnpackPlan {
  readonly files: readonly { readonly item: ZipItem; readonly path: string }[]
  /** Folders below the target that are to be there, outer ones first. */
  readonly folders: readonly string[]
  readonly skipped: readonly { readonly name: string; readonly because: string }[]
}

export interface UnpackOptions {
  readonly folder: string
  readonly only?: string
  readonly skipUnsafe: boolean
}

/** Gives what is to be made where. Fails with `unsafe`, `encrypted` or `too-large` before anything is unpacked. */
export function unpackPlan(contents: ZipContents, archiveSize: number, options: UnpackOptions): UnpackPlan {
  if (contents.truncated) throw new ToolError('too-large', `The archive has more than ${mostEntries} entries.`)
  const fits = globMatcher(options.only)
  const wanted = contents.items.filter((item) => fits(item.name.split('/').at(-1) ?? '', item.name))
  const windows = splitPath(options.folder)?.root !== '/'
  const faults = new Map<ZipItem, string>()
  for (const item of wanted) {
    const fault = entryFault(item, windows)
    if (fault !== undefined) faults.set(item, fault)
  }
  const clashes = entryClashes(wanted.filter((item) => !faults.has(item)))
  const skipped = wanted.flatMap((item) => {
    const because = faults.get(item) ?? clashes.get(item)
    return because === undefined ? [] : [{ name: item.name, because }]
  })
  const [first] = skipped
  if (first !== undefined && !options.skipUnsafe) {
    const others = skipped.length === 1 ? '' : ` ${skipped.length - 1} more entries are like this.`
    throw new ToolError('unsafe', `${quoted(first.name)} can not be unpacked: ${first.because}.${others}`, { entries: skipped.slice(0, 20) })
  }
  const kept = wanted.filter((item) => !faults.has(item) && !clashes.has(item))
  requireSize(kept, archiveSize)
  return { ...placesOf(kept, options.folder), skipped }
}

function requireSize(items: readonly ZipItem[], archiveSize: number): void {
  const locked = items.find((item) => item.encrypted)
  if (locked !== undefined) throw new ToolError('encrypted', `${quoted(locked.name)} is encrypted.`, { name: locked.name })
  const large = items.find((item) => item.size > largestUnpacked)
  if (large !== undefined) throw new ToolError('too-large', `${quoted(large.name)} would have ${large.size} bytes; at most ${largestUnpacked} are unpacked.`, { name: large.name })
  const total = items.reduce((sum, item) => sum + item.size, 0)
  if (total > mostUnpacked) throw new ToolError('too-large', `The archive would unpack to ${total} bytes; at most ${mostUnpacked} are unpacked.`, { size: total })
  if (total > alwaysFine && total > archiveSize * mostGrowth) {
    throw new ToolError('too-large', `The archive has ${archiveSize} bytes but would unpack to ${total}; it looks made to fill a disk.`, { size: total })
  }
}

function placesOf(items: readonly ZipItem[], target: string): Pick<UnpackPlan, 'files' | 'folders'> {
  const folders = new Set<string>()
  const files: { readonly item: ZipItem; readonly path: string }[] = []
  for (const item of items) {
    let path = target
    for (const [index, part] of item.name.split('/').entries()) {
      if (index > 0) folders.add(path)
      path = joinPath(path, part)
    }
    if (item.kind === 'folder') folders.add(path)
    else files.push({ item, path })
  }
  return { files, folders: [...folders].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)) }
}
