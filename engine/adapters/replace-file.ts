import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'

/**
 * Puts bytes in the place of a file, for its owner only unless a `mode` is given: whole or not at all, whatever is killed when. Writes beside,
 * then renames; the folder is made when missing. `durable` (the default) waits until the disk has it. `onlyIf` is asked last, when
 * all is written but the name: false leaves the file as it is, and is given back.
 */
export function replaceFile(path: string, content: string | Uint8Array, options: { readonly durable?: boolean; readonly mode?: number; readonly onlyIf?: () => boolean } = {}): boolean {
  const durable = options.durable ?? true
  const beside = `${path}.${randomBytes(6).toString('hex')}.part`
  const folder = dirname(path)
  try {
    writeWhole(beside, typeof content === 'string' ? Buffer.from(content) : content, durable)
    if (options.mode !== undefined) chmodSync(beside, options.mode)
    if (options.onlyIf?.() === false) {
      rmSync(beside, { force: true })
      return false
    }
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  if (durable) flushFolder(folder)
  return true
}

function writeWhole(path: string, bytes: Uint8Array, durable: boolean): void {
  const file = openNew(path)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    if (durable) fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Making the folder only when it is missing saves a look at the disk for each file of a full folder. */
function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return openSync(path, 'wx', 0o600)
  }
}

/** A rename lasts through a power cut once its folder is flushed. Windows knows no such thing for folders. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
