import { isInside, joinPath, nameOf, parentOf } from '../terms/file-path.ts'
import type { FileSystem } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import type { DataFolders } from './data-folders.ts'

/** Canonical paths that no deed of a skill may touch. */
export interface KeptPlaces {
  /** Nothing here, and no folder around it, is written, moved or removed. */
  readonly unchanged: readonly string[]
  /** Files that are not read either. */
  readonly unread: readonly string[]
}

/** Gives what a skill must never change by itself: what the person decided, the tools and skills, the journals. */
export async function keptPlaces(folders: DataFolders, files: FileSystem): Promise<KeptPlaces> {
  const { runs, blobs, memory, policy, synonyms, grants, accepted, accounts, model, modelKeys, egress, compiledSkills, approvals, skills, tools } = folders
  const places = [runs, `${runs}-wal`, `${runs}-shm`, blobs, memory, policy, synonyms, grants, accepted, accounts, model, modelKeys, egress, `${egress}.old`, compiledSkills, approvals, skills, tools]
  const canonical = await Promise.all(places.map((path) => files.canonical(path)))
  return { unchanged: [...new Set(canonical)], unread: [await files.canonical(accounts), await files.canonical(modelKeys)] }
}

/**
 * Gives the same files without the places that are kept: whatever the gate allowed, a skill can not give itself tools,
 * grants or an accepted text, nor read the secrets of accounts and models. Links on the way are resolved at each operation.
 */
export function keptFiles(files: FileSystem, { unchanged, unread }: KeptPlaces): FileSystem {
  const kept = unchanged.map(folded)
  const secret = unread.map(folded)
  const refuse = (path: string, what: string): never => {
    throw new ToolError('outside', `${JSON.stringify(path)} belongs to Chela itself; no skill may ${what} it.`, { path })
  }
  const real = async (path: string): Promise<string> => (path === parentOf(path) ? path : joinPath(await files.canonical(parentOf(path)), nameOf(path)))
  const changed = async (path: string, around = false): Promise<string> => {
    const one = folded(await real(path))
    return kept.some((place) => isInside(one, place) || (around && isInside(place, one))) ? refuse(path, 'change') : path
  }
  const read = async (path: string): Promise<string> => {
    const named = secret.some((place) => nameOf(place) === folded(nameOf(path)))
    return named && secret.includes(folded(await real(path))) ? refuse(path, 'read') : path
  }
  const { within } = files
  return {
    ...files,
    read: async (path, range) => files.read(await read(path), range),
    readStream: (path, signal) => streamOf(files, () => read(path), signal),
    write: async (path, bytes, options) => files.write(await changed(path), bytes, options),
    append: async (path, bytes) => files.append(await changed(path), bytes),
    truncate: async (path, length, modified) => files.truncate(await changed(path), length, modified),
    copy: async (from, to, signal) => files.copy(await read(from), await changed(to), signal),
    move: async (from, to, signal) => files.move(await changed(from, true), await changed(to, true), signal),
    makeFolder: async (path) => files.makeFolder(await changed(path)),
    removeFile: async (path) => files.removeFile(await changed(path)),
    removeEmptyFolder: async (path) => files.removeEmptyFolder(await changed(path)),
    ...(within !== undefined && { within: (bounds: readonly string[]) => keptFiles(within(bounds), { unchanged, unread }) }),
  }
}

/** Some disks take two spellings for one name, so the wider reading counts. */
function folded(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

async function* streamOf(files: FileSystem, path: () => Promise<string>, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  yield* files.readStream(await path(), signal)
}
