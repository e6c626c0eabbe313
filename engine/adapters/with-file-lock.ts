import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { ChelaError } from '../terms/failure.ts'

/** Milliseconds: how long to wait for another process, and when a lock whose owner can not be told is given up. */
const patience = 5_000
const staleAfter = 10_000

/**
 * Does a short piece of work while no other process does the same for `path`. A lock whose process has ended is taken
 * over. Throws ChelaError `file-locked` after five seconds. Not for work within work.
 */
export function withFileLock<T>(path: string, work: () => T): T {
  const lock = `${path}.lock`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const give = Date.now() + patience
  while (!take(lock)) {
    if (isStale(lock)) rmSync(lock, { force: true })
    else if (Date.now() > give) {
      throw new ChelaError('file-locked', `Another program is writing ${path} and does not end.`, { help: `End it, or remove ${lock} when there is none.`, facts: { path } })
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx', 0o600)
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
}

function isStale(lock: string): boolean {
  try {
    const owner = Number(readFileSync(lock, 'utf8'))
    if (Number.isInteger(owner) && owner > 0 && !isAlive(owner)) return true
    return Date.now() - statSync(lock).mtimeMs > staleAfter
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH'
  }
}
