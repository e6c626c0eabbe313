import type { Bounds } from '../terms/contract.ts'
import { ChelaError } from '../terms/failure.ts'
import { hashJson } from '../terms/hash.ts'
import { readGuarded, UntilChanged } from './guarded-file.ts'
import { keptGrant, type KeptGrant } from './kept-grant.ts'
import { replaceFile } from './replace-file.ts'
import { withFileLock } from './with-file-lock.ts'

const largest = 1024 * 1024

/** What `add` needs to know of a grant. */
interface NewGrant {
  readonly tool: string
  readonly skill: string
  readonly with: Bounds
  readonly deed: string | undefined
  readonly choices: boolean
  readonly given: number
  readonly until: number | undefined
}

/**
 * The grants that a person gave for always, in one JSON file. Each change replaces it whole, under a lock. A file that can
 * not be understood to the last field throws ChelaError `grants-damaged`: it grants nothing, and is never written over.
 */
export class GrantsFile {
  readonly #path: string
  readonly #read: UntilChanged<readonly KeptGrant[]>

  constructor(path: string) {
    this.#path = path
    this.#read = new UntilChanged(path)
  }

  /** In the order they were given. */
  list(): readonly KeptGrant[] {
    return this.#read.get(() => this.#parse(this.#text()))
  }

  #text(): string {
    const found = readGuarded(this.#path, largest)
    if (found.kind === 'text') return new TextDecoder().decode(found.bytes)
    if (found.kind === 'missing') return '[]'
    if (found.kind === 'refused') throw this.#damaged(found.problem)
    throw new ChelaError('grants-not-read', `${this.#path} could not be read.`, { help: 'Look at the rights of this file.', cause: found.cause, facts: { path: this.#path } })
  }

  /** The same grant given twice is one; it keeps the time it was last given. */
  add(grant: NewGrant): KeptGrant {
    const { tool, skill, with: places, deed, choices, given, until } = grant
    const name = `${tool.replaceAll('.', '-')}-${hashJson([tool, skill, places, deed ?? null, choices, until ?? null]).slice(0, 8)}`
    const fresh = keptGrant(JSON.parse(JSON.stringify({ name, tool, skill, with: places, deed, choices, given, until })))
    if (fresh === undefined) throw new ChelaError('bad-grant', 'This grant is not complete.', { facts: { tool } })
    this.#change((grants) => [...grants.filter((one) => one.name !== name), fresh])
    return fresh
  }

  /** False when there is no grant of this name. */
  revoke(name: string): boolean {
    return this.#change((grants) => grants.filter((grant) => grant.name !== name))
  }

  /** Tells whether the number of grants changed. */
  #change(change: (grants: readonly KeptGrant[]) => readonly KeptGrant[]): boolean {
    try {
      return withFileLock(this.#path, () => {
        const before = this.list()
        const after = change(before)
        const kept = after.map(({ span: _span, run: _run, revoked: _revoked, ...rest }) => rest)
        const text = `${JSON.stringify(kept, undefined, 2)}\n`
        if (text.length > largest) throw new ChelaError('grants-full', `${this.#path} would be larger than 1 MiB.`, { help: 'Revoke grants that are no longer needed.' })
        replaceFile(this.#path, text)
        return after.length !== before.length
      })
    } catch (cause) {
      if (cause instanceof ChelaError) throw cause
      throw new ChelaError('grants-not-written', `${this.#path} could not be written.`, { help: 'Look at the free space and the rights of its folder.', cause, facts: { path: this.#path } })
    }
  }

  #parse(text: string): readonly KeptGrant[] {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (cause) {
      throw this.#damaged('is not JSON', cause)
    }
    if (!Array.isArray(value)) throw this.#damaged('is not a list')
    return value.map((one: unknown, index) => {
      const grant = keptGrant(one)
      if (grant === undefined) throw this.#damaged(`holds something that is no grant, at place ${index + 1}`)
      return grant
    })
  }

  #damaged(what: string, cause?: unknown): ChelaError {
    return new ChelaError('grants-damaged', `${this.#path} ${what}.`, { help: 'Mend it by hand, or move it away to start without grants.', facts: { path: this.#path }, cause })
  }
}
