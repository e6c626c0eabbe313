import type { Json, JsonObject } from '../terms/json.ts'
import { saidByPerson, type Fact, type FactAbout } from '../terms/memory.ts'
import type { MemoryStore } from '../terms/ports.ts'
import { checkFact, checkMemorySize } from './memory-fact.ts'

/** Keeps facts about the person as long as the process lives, for tests, rehearsals and pages. */
export class VolatileMemoryStore implements MemoryStore {
  readonly #facts = new Map<string, string>()

  constructor(facts: JsonObject = {}) {
    for (const [key, value] of Object.entries(facts)) this.set(key, value)
  }

  get(key: string): Json | undefined {
    return this.fact(key)?.value
  }

  fact(key: string): Fact | undefined {
    const text = this.#facts.get(key)
    return text === undefined ? undefined : (JSON.parse(text) as Fact)
  }

  set(key: string, value: Json, about: FactAbout = saidByPerson): void {
    checkFact(key, value)
    const fact: Fact = { key, value, ...about }
    const text = JSON.stringify(fact)
    let size = text.length
    for (const [other, held] of this.#facts) if (other !== key) size += held.length
    checkMemorySize(size)
    this.#facts.set(key, text)
  }

  forget(key: string): boolean {
    return this.#facts.delete(key)
  }

  all(): JsonObject {
    return Object.fromEntries(this.facts().map(({ key, value }) => [key, value]))
  }

  facts(): readonly Fact[] {
    return [...this.#facts.values()].map((text) => JSON.parse(text) as Fact).sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}
