import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { ChelaError } from '../terms/failure.ts'

const largest = 1024 * 1024

/**
 * Gives the text of a file that only the person may read and write; undefined where it is not there. Throws ChelaError
 * `not-your-own` for a file of another user, one that others can read or write, a link, or one of more than 1 MiB.
 */
export function readOwnFile(path: string): string | undefined {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (cause) {
    if ((cause as { readonly code?: string }).code === 'ENOENT') return undefined
    throw refusal(path, 'could not be opened', 'It must be an ordinary file that you may read, not a link.')
  }
  try {
    // The rights are those of the opened file, so that nothing can be put in its place in between.
    const facts = fstatSync(file)
    if (!facts.isFile() || facts.size > largest) throw refusal(path, 'is no ordinary file of at most 1 MiB', 'Move it away and make it anew with "chela model set".')
    if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0) throw refusal(path, 'can be read or written by others on this machine', `Take that right away: chmod 600 ${path}`)
    if (process.getuid !== undefined && facts.uid !== process.getuid()) throw refusal(path, 'belongs to another user of this machine', 'Move it away and make it anew with "chela model set".')
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

function refusal(path: string, what: string, help: string): ChelaError {
  return new ChelaError('not-your-own', `${path} ${what}.`, { help, facts: { path } })
}
