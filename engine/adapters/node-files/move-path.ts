/*
 * Moves a file or a whole folder without ever replacing anything. Always true:
 * M1 at every moment all content is complete at `from` or at `to` (or at both);
 * M2 a ToolError says that everything is where it was.
 */
import { lstat, lutimes, mkdir, readdir, readlink, rename, rm, symlink, unlink, utimes } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { errnoOf, shown, toolError } from './file-error.ts'
import { fileTime } from './file-time.ts'
import { bringIn, flushFolder, refuseExisting } from './write-file.ts'
import { copyFile } from './copy-file.ts'

export interface Ends {
  readonly from: string
  readonly to: string
}

export async function movePath(place: Ends, path: Ends, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  const source = await lstat(place.from)
  try {
    if (await isOtherSpelling(place, source.ino, source.dev)) await rename(place.from, place.to)
    else if (source.isDirectory()) await moveFolder(place, path.to)
    else await bringIn(place.from, place.to, path.to)
  } catch (cause) {
    if (errnoOf(cause) !== 'EXDEV') throw cause
    await moveAcross(place, path, signal)
  }
  await flushFolder(dirname(place.to))
}

/** `Photo.jpg` and `photo.jpg` are one file on some systems; renaming between them must work. */
async function isOtherSpelling(place: Ends, ino: number, dev: number): Promise<boolean> {
  const fold = (path: string): string => path.normalize('NFC').toLowerCase()
  if (place.from === place.to || fold(basename(place.from)) !== fold(basename(place.to))) return false
  const there = await lstat(place.to).catch(() => undefined)
  if (there === undefined || there.ino !== ino || there.dev !== dev) return false
  const names = await readdir(dirname(place.to))
  return !names.includes(basename(place.to))
}

async function moveFolder(place: Ends, path: string): Promise<void> {
  await refuseExisting(place.to, path)
  await rename(place.from, place.to)
}

async function moveAcross(place: Ends, path: Ends, signal: AbortSignal | undefined): Promise<void> {
  const source = await lstat(place.from)
  if (source.isFile()) {
    await copyFile(place.from, place.to, path, signal)
    await unlink(place.from).catch(async (cause: unknown) => {
      await unlink(place.to)
      throw cause
    })
    return
  }
  await refuseExisting(place.to, path.to)
  const beside = join(dirname(place.to), `.chela-${randomBytes(9).toString('hex')}.part`)
  try {
    await copyTree(place.from, beside, path.from, signal)
    await refuseExisting(place.to, path.to)
    await rename(beside, place.to)
  } catch (cause) {
    await rm(beside, { recursive: true, force: true })
    throw cause
  }
  await removeTree(place.from, path.from)
}

async function copyTree(from: string, to: string, path: string, signal: AbortSignal | undefined): Promise<void> {
  const stat = await lstat(from)
  if (stat.isFile()) return copyFile(from, to, { from: path, to }, signal)
  if (stat.isSymbolicLink()) {
    await symlink(await readlink(from), to)
    return lutimes(to, fileTime(stat.atimeMs), fileTime(stat.mtimeMs))
  }
  if (!stat.isDirectory()) throw toolError('no-access', `${shown(path)} is not an ordinary file and can not move to another disk.`, path)
  await mkdir(to, { mode: (stat.mode & 0o777) | 0o700 })
  for (const name of await readdir(from)) await copyTree(join(from, name), join(to, name), join(path, name), signal)
  await utimes(to, fileTime(stat.atimeMs), fileTime(stat.mtimeMs))
}

/** The content is complete elsewhere; a fault here leaves two copies, so it is no ToolError (keeps M2). */
async function removeTree(place: string, path: string): Promise<void> {
  try {
    await rm(place, { recursive: true })
  } catch (cause) {
    throw new Error(`${shown(path)} was copied to the other disk, but could not be removed here.`, { cause })
  }
}
