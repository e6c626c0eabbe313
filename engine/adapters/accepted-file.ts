import type { AcceptedText } from '../terms/accepted-text.ts'
import { ChelaError } from '../terms/failure.ts'
import { readGuarded, UntilChanged } from './guarded-file.ts'
import { replaceFile } from './replace-file.ts'
import { withFileLock } from './with-file-lock.ts'

const largest = 16 * 1024 * 1024

/**
 * The skill texts that a person accepted, in one JSON file beside the grants. Each change replaces it whole, under a lock.
 * A file that can not be understood throws ChelaError `accepted-damaged`: nothing in it counts, and it is never written over.
 */
export class AcceptedFile {
  readonly #path: string
  readonly #read: UntilChanged<readonly AcceptedText[]>

  constructor(path: string) {
    this.#path = path
    this.#read = new UntilChanged(path)
  }

  /** In the order they were accepted. */
  list(): readonly AcceptedText[] {
    return this.#read.get(() => this.#parse(this.#text()))
  }

  #text(): string {
    const found = readGuarded(this.#path, largest)
    if (found.kind === 'text') return new TextDecoder().decode(found.bytes)
    if (found.kind === 'missing') return '[]'
    if (found.kind === 'refused') throw this.#damaged(found.problem)
    throw new ChelaError('accepted-not-read', `${this.#path} could not be read.`, { help: 'Look at the rights of this file.', cause: found.cause, facts: { path: this.#path } })
  }

  /** Keeps texts as accepted; the same text accepted twice is one. */
  add(texts: readonly AcceptedText[]): void {
    const fresh = new Set(texts.map(({ hash }) => hash))
    this.#change((known) => [...known.filter(({ hash }) => !fresh.has(hash)), ...texts])
  }

  /** False when no text of this hash is accepted. */
  revoke(hash: string): boolean {
    return this.#change((known) => known.filter((one) => one.hash !== hash))
  }

  /** Tells whether the number of texts changed. */
  #change(change: (known: readonly AcceptedText[]) => readonly AcceptedText[]): boolean {
    try {
      return withFileLock(this.#path, () => {
        const before = this.list()
        const after = change(before)
        const text = `${JSON.stringify(after, undefined, 2)}\n`
        if (text.length > largest) throw new ChelaError('accepted-full', `${this.#path} would be larger than 16 MiB.`, { help: 'Revoke texts that are no longer used: chela policy revoke HASH.' })
        replaceFile(this.#path, text)
        return after.length !== before.length
      })
    } catch (cause) {
      if (cause instanceof ChelaError) throw cause
      throw new ChelaError('accepted-not-written', `${this.#path} could not be written.`, { help: 'Look at the free space and the rights of its folder.', cause, facts: { path: this.#path } })
    }
  }

  #parse(text: string): readonly AcceptedText[] {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (cause) {
      throw this.#damaged('is not JSON', cause)
    }
    if (!Array.isArray(value)) throw this.#damaged('is not a list')
    const bad = value.findIndex((one: unknown) => !isAcceptedText(one))
    if (bad >= 0) throw this.#damaged(`holds something that is no accepted text, at place ${bad + 1}`)
    return value as AcceptedText[]
  }

  #damaged(what: string, cause?: unknown): ChelaError {
    return new ChelaError('accepted-damaged', `${this.#path} ${what}.`, { help: 'Mend it by hand, or move it away to accept each skill anew.', facts: { path: this.#path }, cause })
  }
}

function isAcceptedText(value: unknown): value is AcceptedText {
  if (!isObject(value) || !isObject(value['report'])) return false
  const { skill, hash, given, report } = value
  const lists = ['lines', 'unknown', 'skills'].every((name) => Array.isArray((report as { readonly [key: string]: unknown })[name]))
  return typeof skill === 'string' && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) && typeof given === 'number' && lists && (report as { readonly [key: string]: unknown })['hash'] === hash
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
