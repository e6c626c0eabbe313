/*
 * Where an operation touches the disk. Owns: the check against the bounds. Always true:
 * P1 with bounds, the folder of the last name is opened first, its real path is read from the opened folder, and the
 *    operation is done relative to it (Linux), so that a link swapped in between changes nothing;
 * P2 elsewhere the real path of the folder is read right before, which leaves a gap of microseconds.
 */
import { constants } from 'node:fs'
import { open, readlink, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path'
import { isInside, nameOf } from '../../terms/file-path.ts'
import { about, errnoOf, shown, toolError } from './file-error.ts'

/** Checks `path` and hands `use` the path to give to the system. */
export type WithPlace = <T>(path: string, use: (place: string) => Promise<T>) => Promise<T>

/** Gives the check for these bounds; `undefined`: every well-formed path is allowed. */
export function filePlaces(bounds: (() => Promise<readonly string[]>) | undefined): WithPlace {
  if (bounds === undefined) {
    return async (path, use) => {
      const tidy = wellFormed(path)
      return about(path, () => use(tidy))
    }
  }
  return (path, use) => about(path, async () => boundedPlace(wellFormed(path), await bounds(), use))
}

async function boundedPlace<T>(path: string, bounds: readonly string[], use: (place: string) => Promise<T>): Promise<T> {
  const parent = dirname(path)
  if (parent === path) {
    requireInside(path, path, bounds)
    return use(path)
  }
  const name = nameOf(path)
  const folder = await openFolder(parent).catch(async (cause: unknown) => {
    requireInside(join(await canonicalPath(parent), name), path, bounds)
    throw cause
  })
  if (folder === undefined) {
    const real = join(await realpath(parent), name)
    requireInside(real, path, bounds)
    return use(real)
  }
  try {
    const link = `/proc/self/fd/${folder.fd}`
    requireInside(join(await readlink(link), name), path, bounds)
    return await use(`${link}/${name}`)
  } finally {
    await folder.close()
  }
}

/** Opens a folder to work relative to it; `undefined` where the system has no such way. */
async function openFolder(folder: string): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    return await open(folder, constants.O_RDONLY | constants.O_DIRECTORY)
  } catch (cause) {
    if (errnoOf(cause) === 'EACCES') return undefined
    throw cause
  }
}

function requireInside(real: string, path: string, bounds: readonly string[]): void {
  if (bounds.some((bound) => isInside(real, bound))) return
  throw toolError('outside', `${shown(path)} leads to ${shown(real)}, which lies outside the places this deed may touch.`, path)
}

/** Gives the path without `.` and `..`; refuses what no system takes. */
export function wellFormed(path: string): string {
  if (!isAbsolute(path)) throw toolError('bad-path', `${shown(path)} does not start at the root.`, path)
  if (path.includes('\0') || /[\uD800-\uDFFF]/u.test(path)) {
    throw toolError('bad-path', `${shown(path)} holds a character that no path can hold.`, path)
  }
  const tidy = normalize(path)
  return tidy.length > 1 ? tidy.replace(/(?<=[^:])[\\/]+$/, '') : tidy
}

/** Gives the absolute path with the links of its existing part resolved; the rest need not exist. */
export async function canonicalPath(path: string): Promise<string> {
  let existing = resolve(wellFormed(path))
  const rest: string[] = []
  for (;;) {
    try {
      return join(await realpath(existing), ...rest)
    } catch (cause) {
      const parent = dirname(existing)
      if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(cause) ?? '') || parent === existing) throw cause
      const target = await readlink(existing).catch(() => undefined)
      if (target !== undefined) return join(await canonicalPath(resolve(parent, target)), ...rest)
      rest.unshift(nameOf(existing))
      existing = parent
    }
  }
}
