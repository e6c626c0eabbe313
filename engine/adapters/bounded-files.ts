import { isInside, joinPath, nameOf, parentOf } from '../terms/file-path.ts'
import type { FileSystem } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'

/**
 * Gives the same files, with every path checked against canonical bounds right before each operation. For files that
 * live in memory or in an overlay; files of this machine take `nodeFiles({ bounds })`, which leaves no gap.
 */
export function boundedFiles(files: FileSystem, bounds: readonly string[]): FileSystem {
  const inside = async (path: string): Promise<string> => {
    const real = path === parentOf(path) ? path : joinPath(await files.canonical(parentOf(path)), nameOf(path))
    if (bounds.some((bound) => isInside(real, bound)) || isInside(real, parentOf(await files.trashFolder()))) return path
    throw new ToolError('outside', `${JSON.stringify(path)} lies outside the places this deed may touch.`, { path })
  }
  return {
    canonical: (path) => files.canonical(path),
    facts: async (path) => files.facts(await inside(path)),
    list: async (folder) => files.list(await inside(folder)),
    read: async (path, range) => files.read(await inside(path), range),
    readStream: (path, signal) => streamInside(files, () => inside(path), signal),
    write: async (path, bytes, options) => files.write(await inside(path), bytes, options),
    append: async (path, bytes) => files.append(await inside(path), bytes),
    truncate: async (path, length, modified) => files.truncate(await inside(path), length, modified),
    copy: async (from, to, signal) => files.copy(await inside(from), await inside(to), signal),
    move: async (from, to, signal) => files.move(await inside(from), await inside(to), signal),
    makeFolder: async (path) => files.makeFolder(await inside(path)),
    removeFile: async (path) => files.removeFile(await inside(path)),
    removeEmptyFolder: async (path) => files.removeEmptyFolder(await inside(path)),
    trashFolder: () => files.trashFolder(),
  }
}

async function* streamInside(files: FileSystem, path: () => Promise<string>, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  yield* files.readStream(await path(), signal)
}
