import { lstat, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftPart } from './part-name.ts'

const minute = 60_000
const mostFolders = 1000
/** When each folder was last looked through. */
const looked = new Map<string, number>()

/**
 * Removes the half-written files that processes of the same person, which were killed, left in a folder. A folder is looked
 * through at most once a minute, unless `now` is wanted. Never fails.
 */
export async function removeLeftParts(folder: string, now = false): Promise<void> {
  try {
    const { dev, ino } = await stat(folder)
    const key = `${dev}:${ino}`
    if (!now && Date.now() - (looked.get(key) ?? 0) < minute) return
    if (looked.size >= mostFolders) looked.clear()
    looked.set(key, Date.now())
    for (const name of await readdir(folder)) if (name.startsWith('.chela-')) await removeIfLeft(join(folder, name), name)
  } catch {
    // It is tidied when it can be.
  }
}

async function removeIfLeft(path: string, name: string): Promise<void> {
  const facts = await lstat(path)
  const isOwn = process.getuid === undefined || facts.uid === process.getuid()
  if (facts.isFile() && isOwn && isLeftPart(name, Date.now() - facts.mtimeMs)) await unlink(path)
}
