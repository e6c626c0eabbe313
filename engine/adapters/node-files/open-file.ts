import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { errnoOf, shown, toolError } from './file-error.ts'

const guard = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Opens an ordinary file and hands it to `use`. A link in the last place is not followed (`outside`); pipes and devices
 * are refused, since reading them may never end.
 */
export async function withFile<T>(place: string, path: string, flags: number, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(place, flags | guard).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ELOOP') throw toolError('outside', `A link now stands at ${shown(path)}.`, path)
    throw cause
  })
  try {
    const stat = await file.stat()
    if (stat.isDirectory()) throw toolError('is-a-folder', `${shown(path)} is a folder, not a file.`, path)
    if (!stat.isFile()) throw toolError('no-access', `${shown(path)} is not an ordinary file.`, path)
    return await use(file)
  } finally {
    await file.close()
  }
}
