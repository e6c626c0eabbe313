import { isInside, parentOf } from '../../../terms/file-path.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'

/** Gives the outermost folder that must be made before `path` can be; null when its folder is there. */
export async function firstMissingFolder(files: FileSystem, path: string): Promise<string | null> {
  let missing: string | null = null
  for (let folder = parentOf(path); folder !== parentOf(folder); folder = parentOf(folder)) {
    // A folder above the bounds of the port may not be looked at; it is not for this deed to make either.
    const facts = await files.facts(folder).catch((error: unknown) => {
      if (error instanceof ToolError && error.code === 'outside') return 'outside' as const
      throw error
    })
    if (facts !== undefined) return missing
    missing = folder
  }
  return missing
}

/** Makes the folders above `path`, then does the deed; when that fails with a ToolError they are taken away again. */
export async function withFolders<T>(files: FileSystem, path: string, deed: () => Promise<T>): Promise<T> {
  const made = (await firstMissingFolder(files, path)) === null ? [] : await files.makeFolder(parentOf(path))
  try {
    return await deed()
  } catch (error) {
    if (error instanceof ToolError && made[0] !== undefined) await removeEmptyFolders(files, parentOf(path), made[0])
    throw error
  }
}

/** Removes empty folders from `folder` upwards, `top` the last; stops at the first that stays. Gives those removed. */
export async function removeEmptyFolders(files: FileSystem, folder: string, top: string): Promise<readonly string[]> {
  const removed: string[] = []
  for (let current = folder; isInside(current, top) && current !== parentOf(current); current = parentOf(current)) {
    try {
      await files.removeEmptyFolder(current)
      removed.push(current)
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
      if (error.code !== 'missing') return removed
    }
  }
  return removed
}

/** Tells whether `removeEmptyFolders` would still remove something. */
export async function hasEmptyFolders(files: FileSystem, folder: string, top: string): Promise<boolean> {
  for (let current = folder; isInside(current, top) && current !== parentOf(current); current = parentOf(current)) {
    const facts = await files.facts(current)
    if (facts !== undefined) return facts.kind === 'folder' && (await files.list(current)).length === 0
  }
  return false
}
