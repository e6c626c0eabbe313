import { constants } from 'node:fs'
import { link, lstat, open, rename, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errnoOf, toolError, shown } from './file-error.ts'
import { removeLeftParts } from './left-parts.ts'
import { partName } from './part-name.ts'

/**
 * Fills a new file beside `place`, flushes it, and brings it to `place` in one step. Nothing is left behind when
 * `fill` fails; what a killed process left there is removed by the next write. Without `replace` it fails with `exists`.
 */
export async function writeBeside(place: string, path: string, replace: boolean, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  if (!replace) await refuseExisting(place, path)
  const folder = dirname(place)
  await removeLeftParts(folder)
  const beside = join(folder, partName())
  const file = await open(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0), 0o666)
  try {
    try {
      await fill(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await (replace ? replaceBy(beside, place, path) : bringIn(beside, place, path))
  } catch (cause) {
    await unlink(beside).catch(() => undefined)
    throw cause
  }
  await flushFolder(folder)
}

async function replaceBy(beside: string, place: string, path: string): Promise<void> {
  const there = await lstat(place).catch(() => undefined)
  if (there?.isDirectory()) throw toolError('is-a-folder', `${shown(path)} is a folder, not a file.`, path)
  if (there?.isSymbolicLink()) throw toolError('outside', `A link now stands at ${shown(path)}.`, path)
  await rename(beside, place)
}

/** Gives a file its name for good without ever replacing another: `link` fails where `rename` would overwrite. */
export async function bringIn(from: string, place: string, path: string): Promise<void> {
  try {
    await link(from, place)
  } catch (cause) {
    if (!noHardLinks.has(errnoOf(cause) ?? '')) throw cause
    await refuseExisting(place, path)
    return rename(from, place)
  }
  await unlink(from).catch(async (cause: unknown) => {
    await unlink(place)
    throw cause
  })
}

const noHardLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'])

export async function refuseExisting(place: string, path: string): Promise<void> {
  const there = await lstat(place).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return undefined
    throw cause
  })
  if (there !== undefined) throw toolError('exists', `Something is already at ${shown(path)}.`, path)
}

/** Makes the names in a folder durable; file systems that can not do this are left alone. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined)
  if (handle === undefined) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
