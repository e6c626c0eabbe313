import { readFileSync, statSync } from 'node:fs'
import { ChelaError } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { saidByPerson, type Fact, type FactAbout, type MemoryProtection } from '../terms/memory.ts'
import type { ProtectedMemory } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import { checkFact, checkMemorySize, largestMemory } from './memory-fact.ts'
import { memoryLocked, newPassphrase, wrongPassphrase } from './memory-passphrase.ts'
import { replaceFile } from './replace-file.ts'
import { freshSalt, readSealed, seal, sealKey, unseal, usualCost, type Sealed, type SealKey } from './seal-text.ts'
import { plainFacts, readFacts, writeFacts, type Facts } from './stored-facts.ts'
import { withFileLock } from './with-file-lock.ts'

export interface JsonMemoryOptions {
  /** Gives the passphrase when it is needed, such as from a variable of the environment; undefined: there is none. */
  readonly passphrase?: () => string | undefined
  /** The N of scrypt for a new passphrase. */
  readonly cost?: number
}

/**
 * Keeps facts about the person in one JSON file that a person can read, or that is encrypted once they set a passphrase. The
 * file is read anew each time, so several processes may share it; each change replaces it whole, under a lock.
 */
export class JsonMemoryStore implements ProtectedMemory {
  readonly #path: string
  readonly #options: JsonMemoryOptions
  #key: SealKey | undefined
  /** The salt for which the passphrase of the options was found not to fit: it is not tried again. */
  #unfit: string | undefined

  constructor(path: string, options: JsonMemoryOptions = {}) {
    this.#path = path
    this.#options = options
  }

  get(key: string): Json | undefined {
    return this.fact(key)?.value
  }

  fact(key: string): Fact | undefined {
    return this.#read().get(key)
  }

  set(key: string, value: Json, about: FactAbout = saidByPerson): void {
    checkFact(key, value)
    this.#change((facts) => facts.set(key, { key, value, ...about }))
  }

  forget(key: string): boolean {
    let found = false
    this.#change((facts) => (found = facts.delete(key)))
    return found
  }

  all(): JsonObject {
    return Object.fromEntries([...this.#read().values()].map(({ key, value }) => [key, value]))
  }

  facts(): readonly Fact[] {
    return [...this.#read().values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  protection(): MemoryProtection {
    const sealed = this.#stored()
    if (sealed instanceof Map) return 'plain'
    try {
      return this.#keyFor(sealed) === undefined ? 'locked' : 'open'
    } catch {
      return 'locked'
    }
  }

  unlock(passphrase: string): void {
    const sealed = this.#stored()
    if (sealed instanceof Map) return
    this.#key = keyThatOpens(sealed, passphrase)
  }

  lock(): void {
    this.#key = undefined
  }

  protect(passphrase: string, current?: string): void {
    const chosen = newPassphrase(passphrase)
    this.#locked(() => {
      const facts = this.#openedBy(current)
      const key = sealKey(chosen, { cost: this.#options.cost ?? usualCost, salt: freshSalt() })
      this.#write(facts, key)
      this.#key = key
    })
  }

  unprotect(current: string): void {
    this.#locked(() => {
      this.#write(this.#openedBy(current), undefined)
      this.#key = undefined
    })
  }

  #openedBy(passphrase: string | undefined): Facts {
    const stored = this.#stored()
    if (stored instanceof Map) return stored
    if (passphrase === undefined) throw wrongPassphrase()
    return this.#opened(stored, keyThatOpens(stored, passphrase))
  }

  #change(change: (facts: Facts) => unknown): void {
    this.#locked(() => {
      const stored = this.#stored()
      const key = stored instanceof Map ? undefined : this.#keyFor(stored)
      const facts = this.#factsOf(stored)
      if (change(facts) !== false) this.#write(facts, key)
    })
  }

  #write(facts: Facts, key: SealKey | undefined): void {
    const plain = writeFacts(facts)
    checkMemorySize(JSON.stringify(plain).length)
    const content = key === undefined ? { chela: 1, facts: plain } : { chela: 1, sealed: seal(JSON.stringify(plain), key) }
    replaceFile(this.#path, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 })
  }

  #locked(work: () => void): void {
    try {
      withFileLock(this.#path, work)
    } catch (cause) {
      if (cause instanceof ChelaError || cause instanceof ToolError) throw cause
      throw new ChelaError('memory-not-written', `${this.#path} could not be written.`, { help: 'Look at the free space and the rights of its folder.', cause, facts: { path: this.#path } })
    }
  }

  #read(): Facts {
    return this.#factsOf(this.#stored())
  }

  #factsOf(stored: Facts | Sealed): Facts {
    if (stored instanceof Map) return stored
    const key = this.#keyFor(stored)
    if (key === undefined) throw memoryLocked()
    return this.#opened(stored, key)
  }

  #opened(sealed: Sealed, key: SealKey): Facts {
    const text = unseal(sealed, key)
    if (text === undefined) throw this.#damaged('was changed by another hand and can no longer be opened')
    return readFacts(JSON.parse(text) as Json) ?? fail(this.#damaged('holds something else than facts'))
  }

  /** The key at hand, or the one of the passphrase in the options, where it opens what is there. */
  #keyFor(sealed: Sealed): SealKey | undefined {
    if (this.#key?.salt === sealed.salt && this.#key.cost === sealed.cost) return this.#key
    if (this.#unfit === sealed.salt) throw wrongPassphrase()
    const passphrase = this.#options.passphrase?.()
    if (passphrase === undefined || passphrase === '') return undefined
    try {
      return (this.#key = keyThatOpens(sealed, passphrase))
    } catch (error) {
      this.#unfit = sealed.salt
      throw error
    }
  }

  #stored(): Facts | Sealed {
    const value = this.#parse()
    if (value === undefined) return new Map()
    if (value['chela'] !== 1) return plainFacts(value)
    const stored = Object.hasOwn(value, 'sealed') ? readSealed(value['sealed']) : Object.hasOwn(value, 'facts') ? readFacts(value['facts']) : plainFacts(value)
    return stored ?? fail(this.#damaged('holds something else than facts'))
  }

  #parse(): JsonObject | undefined {
    let text: string
    try {
      if (statSync(this.#path).size > 4 * largestMemory) throw this.#damaged('is larger than any memory file')
      text = readFileSync(this.#path, 'utf8')
    } catch (cause) {
      if (cause instanceof ChelaError) throw cause
      if ((cause as { code?: string }).code === 'ENOENT') return undefined
      throw new ChelaError('memory-not-read', `${this.#path} could not be read.`, { help: 'Look at the rights of this file.', cause, facts: { path: this.#path } })
    }
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (cause) {
      throw this.#damaged('is not JSON', cause)
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#damaged('is not a JSON object')
    return value as JsonObject
  }

  #damaged(what: string, cause?: unknown): ChelaError {
    return new ChelaError('memory-damaged', `${this.#path} ${what}.`, { help: 'Mend it by hand, or move it away to start with an empty memory.', facts: { path: this.#path }, cause })
  }
}

function keyThatOpens(sealed: Sealed, passphrase: string): SealKey {
  const key = sealKey(passphrase, sealed)
  if (unseal(sealed, key) === undefined) throw wrongPassphrase()
  return key
}

function fail(error: ChelaError): never {
  throw error
}
