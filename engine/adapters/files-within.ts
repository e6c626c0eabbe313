import { isInside, parentOf } from '../terms/file-path.ts'
import type { FileSystem } from '../terms/ports.ts'
import { nodeFiles } from './node-files.ts'

/**
 * Gives the files of this machine for deeds inside some canonical folders or files. Nothing else is read or changed, whatever
 * is put in the place of a folder meanwhile; only the folders that lead to a bound may be looked at, made, and taken away empty.
 */
export function filesWithin(bounds: readonly string[]): FileSystem {
  const all = nodeFiles()
  const inside = nodeFiles({ bounds })
  const leads = (path: string): boolean => bounds.some((bound) => path !== bound && isInside(bound, path)) && !bounds.some((bound) => isInside(path, bound))
  return {
    ...inside,
    facts: (path) => (leads(path) ? all : inside).facts(path),
    removeEmptyFolder: (path) => (leads(path) ? all : inside).removeEmptyFolder(path),
    makeFolder: async (path) => {
      if (leads(path)) return all.makeFolder(path)
      const bound = bounds.find((one) => isInside(path, one))
      const above = bound === undefined || (await all.facts(parentOf(bound))) !== undefined ? [] : await all.makeFolder(parentOf(bound))
      return [...above, ...(await inside.makeFolder(path))]
    },
  }
}
