import type { Json, JsonObject } from '../terms/json.ts'
import type { MemoryStore } from '../terms/ports.ts'
import { checkFact, checkMemorySize } from './memory-fact.ts'

/** Keeps facts about the person as long as the process lives, for tests, rehearsals and pages. */
export class VolatileMemoryStore implements MemoryStore {
  readonly #facts: Map<string, string>

  constructor(facts: JsonObject = {}) {
    this.#facts = new Map()
    for (const [key, value] of Object.entries(facts)) this.set(key, value)
  }

  get(key: string): Json | undefined {
    const text = this.#facts.get(key)
    return text === undefined ? undefined : (JSON.parse(text) as Json)
  }

  set(key: string, value: Json): void {
    checkFact(key, value)
    const text = JSON.stringify(value)
    let size = key.length + text.length
    for (const [other, held] of this.#facts) if (other !== key) size += other.length + held.length
    checkMemorySize(size)
    this.#facts.set(key, text)
  }

  forget(key: string): boolean {
    return this.#facts.delete(key)
  }

  all(): JsonObject {
    return Object.fromEntries([...this.#facts].map(([key, text]) => [key, JSON.parse(text) as Json]))
  }
}
