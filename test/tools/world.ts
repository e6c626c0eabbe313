import { existsSync } from 'node:fs'
import { lstat, mkdtemp, readFile, readdir, realpath, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TempFolder {
  readonly path: string
  remove(): Promise<void>
}

/** Makes an empty canonical folder, in memory-backed storage where the system has some. */
export async function tempFolder(base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()): Promise<TempFolder> {
  const path = await realpath(await mkdtemp(join(base, 'chela-files-')))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Reads a whole tree: for each path below the folder what it is, its content, and for files the time of change. */
export async function treeOf(folder: string, prefix = ''): Promise<Record<string, string>> {
  const tree: Record<string, string> = Object.create(null) as Record<string, string>
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name)
    const stat = await lstat(path)
    if (stat.isDirectory()) Object.assign(tree, { [`${prefix}${name}/`]: 'folder' }, await treeOf(path, `${prefix}${name}/`))
    else if (stat.isFile()) tree[`${prefix}${name}`] = `${(await readFile(path)).toString('base64')} ${Math.round(stat.mtimeMs)}`
    else tree[`${prefix}${name}`] = 'other'
  }
  return tree
}

/** Sets the time of change to a whole number of milliseconds. */
export function setTime(path: string, milliseconds: number): Promise<void> {
  return utimes(path, milliseconds / 1000, (milliseconds + 0.0005) / 1000)
}
