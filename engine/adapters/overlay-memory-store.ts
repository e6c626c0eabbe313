import type { Json, JsonObject } from '../terms/json.ts'
import type { Fact, FactAbout } from '../terms/memory.ts'
import type { MemoryStore } from '../terms/ports.ts'
import { VolatileMemoryStore } from './volatile-memory-store.ts'

/** Gives the facts of another memory as they are when the first is wanted; changes are only remembered here. */
export class OverlayMemoryStore implements MemoryStore {
  readonly #below: MemoryStore
  #copied: Promise<VolatileMemoryStore> | undefined

  constructor(below: MemoryStore) {
    this.#below = below
  }

  async get(key: string): Promise<Json | undefined> {
    return (await this.#own()).get(key)
  }

  async fact(key: string): Promise<Fact | undefined> {
    return (await this.#own()).fact(key)
  }

  async set(key: string, value: Json, about?: FactAbout): Promise<void> {
    ;(await this.#own()).set(key, value, about)
  }

  async forget(key: string): Promise<boolean> {
    return (await this.#own()).forget(key)
  }

  async all(): Promise<JsonObject> {
    return (await this.#own()).all()
  }

  async facts(): Promise<readonly Fact[]> {
    return (await this.#own()).facts()
  }

  #own(): Promise<VolatileMemoryStore> {
    return (this.#copied ??= this.#copy())
  }

  async #copy(): Promise<VolatileMemoryStore> {
    const own = new VolatileMemoryStore()
    for (const { key, value, ...about } of await this.#below.facts()) own.set(key, value, about)
    return own
  }
}
