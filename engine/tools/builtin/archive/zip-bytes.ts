import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import type { PackPlan } from './pack-plan.ts'

/** Gives the archive of a plan: the same bytes for the same files. Fails with `busy` when a file changes while it is read. */
export async function zipBytes(files: FileSystem, plan: PackPlan, signal: AbortSignal): Promise<Uint8Array> {
  const zip = await import('@zip.js/zip.js')
  const writer = new zip.ZipWriter(new zip.Uint8ArrayWriter(), { useWebWorkers: false, level: 6, extendedTimestamp: true })
  // The time of a folder changes with what is put into it, perhaps by this very deed.
  for (const name of plan.folders) await writer.add(`${name}/`, undefined, { directory: true, lastModDate: dateOf(0) })
  for (const { path, name, size, modified } of plan.files) {
    signal.throwIfAborted()
    const bytes = await files.read(path, { length: size + 1 })
    if (bytes.length !== size) throw new ToolError('busy', `${quoted(path)} was changed by another program while it was packed.`, { path })
    await writer.add(name, new zip.Uint8ArrayReader(bytes), { lastModDate: dateOf(modified), signal })
  }
  return writer.close()
}

/** Archives know whole seconds from 1980 on. */
function dateOf(milliseconds: number): Date {
  const bounded = Math.max(Date.UTC(1980, 0, 2), Math.min(Date.UTC(2099, 11, 31), milliseconds))
  return new Date(Math.floor(bounded / 1000) * 1000)
}

/** Gives an archive of parts in memory, the same bytes for the same parts. `level` 0 stores them as they are. */
export async function zipBytesOf(parts: readonly { readonly name: string; readonly bytes: Uint8Array }[], { level }: { readonly level: number }): Promise<Uint8Array> {
  const zip = await import('@zip.js/zip.js')
  const writer = new zip.ZipWriter(new zip.Uint8ArrayWriter(), { useWebWorkers: false, level, extendedTimestamp: false, lastModDate: dateOf(0) })
  for (const { name, bytes } of parts) await writer.add(name, new zip.Uint8ArrayReader(bytes))
  return writer.close()
}
