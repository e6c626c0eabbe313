/*
 * Reads the files that say what the person allowed. Owns: whose hands may have written such a file, and that it is read anew
 * as soon as it was changed. Does not own: what stands in it. Always true: what may be another's is never read as the person's.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, statSync, type BigIntStats } from 'node:fs'
import { foreignHands, strangeRights } from './foreign-hands.ts'

/** `refused`: it is there and does not count. `unread`: the system did not let it be read. */
type GuardedText =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'unread'; readonly cause: unknown }

/** Gives the bytes of a file of decisions. Links are followed where link and file are the person's; a pipe or a device is not waited for. */
export function readGuarded(path: string, largest: number): GuardedText {
  const hands = foreignHands(path)
  if (hands !== undefined) return { kind: 'refused', problem: `${hands}, so nothing in it counts` }
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (cause) {
    if ((cause as { readonly code?: string }).code === 'ENOENT') return isThere(path) ? { kind: 'refused', problem: 'is a link that leads nowhere' } : { kind: 'missing' }
    return { kind: 'unread', cause }
  }
  try {
    // The rights are those of the opened file, so that nothing can be put in its place in between.
    const facts = fstatSync(file)
    const strange = strangeRights(facts)
    if (strange !== undefined) return { kind: 'refused', problem: `${strange}, so nothing in it counts` }
    if (!facts.isFile()) return { kind: 'refused', problem: 'is no ordinary file' }
    if (facts.size > largest) return { kind: 'refused', problem: `is larger than ${largest / (1024 * 1024)} MiB` }
    return { kind: 'text', bytes: readFileSync(file) }
  } catch (cause) {
    return { kind: 'unread', cause }
  } finally {
    closeSync(file)
  }
}

/** Keeps what was made of a file until the file is another one, or was written, renamed or given other rights. */
export class UntilChanged<T> {
  readonly #path: string
  #stamp = ''
  #kept: T | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** Gives what `make` makes of the file as it is now. What throws is not kept. */
  get(make: () => T): T {
    const stamp = stampOf(this.#path)
    if (this.#kept !== undefined && stamp === this.#stamp) return this.#kept
    this.#kept = undefined
    this.#kept = make()
    this.#stamp = stamp
    return this.#kept
  }
}

function stampOf(path: string): string {
  let facts: BigIntStats | undefined
  try {
    facts = statSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return 'unread'
  }
  return facts === undefined ? 'missing' : [facts.dev, facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(' ')
}

function isThere(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)))
    return true
  } catch (cause) {
    return (cause as { readonly code?: string }).code !== 'ENOENT'
  }
}
