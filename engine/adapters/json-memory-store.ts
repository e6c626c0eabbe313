import { readFileSync, statSync } from 'node:fs'
import { ChelaError } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { MemoryStore } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import { checkFact, checkMemorySize, largestMemory } from './memory-fact.ts'
import { replaceFile } from './replace-file.ts'
import { withFileLock } from './with-file-lock.ts'

/**
 * Keeps facts about the person in one JSON file that a person can read. The file is read anew each time, so several
 * processes may share it; each change replaces it whole, under a lock.
 */
export class JsonMemoryStore implements MemoryStore {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  get(key: string): Json | undefined {
    return this.#read().get(key)
  }

  set(key: string, value: Json): void {
    checkFact(key, value)
    this.#change((facts) => {
      facts.set(key, value)
      return true
    })
  }

  forget(key: string): boolean {
    return this.#change((facts) => facts.delete(key))
  }

  all(): JsonObject {
    return Object.fromEntries(this.#read())
  }

  #change(change: (facts: Map<string, Json>) => boolean): boolean {
    try {
      return withFileLock(this.#path, () => {
        const facts = this.#read()
        if (!change(facts)) return false
        const text = `${JSON.stringify(Object.fromEntries(facts), undefined, 2)}\n`
        checkMemorySize(text.length)
        replaceFile(this.#path, text)
        return true
      })
    } catch (cause) {
      if (cause instanceof ChelaError || cause instanceof ToolError) throw cause
      throw new ChelaError('memory-not-written', `${this.#path} could not be written.`, { help: 'Look at the free space and the rights of its folder.', cause, facts: { path: this.#path } })
    }
  }

  #read(): Map<string, Json> {
    let text: string
    try {
      if (statSync(this.#path).size > 4 * largestMemory) throw this.#damaged('is larger than any memory file')
      text = readFileSync(this.#path, 'utf8')
    } catch (cause) {
      if (cause instanceof ChelaError) throw cause
      if ((cause as { code?: string }).code === 'ENOENT') return new Map()
      throw new ChelaError('memory-not-read', `${this.#path} could not be read.`, { help: 'Look at the rights of this file.', cause, facts: { path: this.#path } })
    }
    return new Map(Object.entries(this.#parse(text)).filter(([key]) => key !== '__proto__'))
  }

  #parse(text: string): JsonObject {
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
