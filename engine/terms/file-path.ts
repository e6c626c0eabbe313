/*
 * Arithmetic on absolute, canonical paths as text, without a file system: `/a/b` and `C:\a\b` alike.
 */

export interface PathParts {
  /** `/`, `C:\` or `\\server\share\`. */
  readonly root: string
  readonly parts: readonly string[]
}

/** Gives the root and the names below it; `undefined` for a path that is not absolute. Empty names are dropped. */
export function splitPath(path: string): PathParts | undefined {
  if (path.startsWith('/')) return { root: '/', parts: path.split('/').filter((part) => part !== '') }
  const root = /^(?:[A-Za-z]:[\\/]|[\\]{2}[^\\/]+[\\/][^\\/]+(?:[\\/]|$))/.exec(path)?.[0]
  if (root === undefined) return undefined
  const parts = path.slice(root.length).split(/[\\/]/).filter((part) => part !== '')
  return { root: `${root.replace(/[\\/]+$/, '')}\\`.replaceAll('/', '\\'), parts }
}

/** Gives the last name of a path; the root itself for a root. */
export function nameOf(path: string): string {
  return splitPath(path)?.parts.at(-1) ?? path
}

/** Gives the folder a path lies in; the root lies in itself. */
export function parentOf(path: string): string {
  const split = splitPath(path)
  return split === undefined ? path : pathOf({ root: split.root, parts: split.parts.slice(0, -1) })
}

/** Gives `folder/name` with the separator of the folder. */
export function joinPath(folder: string, name: string): string {
  if (/[\\/]$/.test(folder)) return folder + name
  return folder + (folder.startsWith('/') ? '/' : '\\') + name
}

/** Tells whether a path is the folder itself or lies anywhere below it. Both are canonical. */
export function isInside(path: string, folder: string): boolean {
  const inner = splitPath(path)
  const outer = splitPath(folder)
  if (inner === undefined || outer === undefined || inner.root !== outer.root || inner.parts.includes('..')) return false
  return outer.parts.every((part, index) => inner.parts[index] === part)
}

/** Gives the path of a root and the names below it. */
export function pathOf(split: PathParts): string {
  return split.root + split.parts.join(split.root === '/' ? '/' : '\\')
}
