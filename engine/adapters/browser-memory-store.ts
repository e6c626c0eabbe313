import type { Json, JsonObject } from '../terms/json.ts'
import type { MemoryStore } from '../terms/ports.ts'
import type { BrowserDatabase } from './browser-database.ts'
import { checkFact, checkMemorySize } from './memory-fact.ts'

/** Keeps facts about the person in IndexedDB, for pages. */
export class BrowserMemoryStore implements MemoryStore {
  readonly #database: BrowserDatabase

  constructor(database: BrowserDatabase) {
    this.#database = database
  }

  async get(key: string): Promise<Json | undefined> {
    return (await this.#database.do(() => this.#database.tables.facts.get(key)))?.value
  }

  async set(key: string, value: Json): Promise<void> {
    checkFact(key, value)
    const row = { key, value: JSON.parse(JSON.stringify(value)) as Json }
    let refused: unknown
    await this.#database.change('facts', async () => {
      const { facts } = this.#database.tables
      let size = sizeOf(row)
      await facts.each((other) => {
        if (other.key !== key) size += sizeOf(other)
      })
      try {
        checkMemorySize(size)
        await facts.put(row)
      } catch (error) {
        refused = error
      }
    })
    if (refused !== undefined) throw refused
  }

  forget(key: string): Promise<boolean> {
    return this.#database.change('facts', async () => {
      const { facts } = this.#database.tables
      if ((await facts.get(key)) === undefined) return false
      await facts.delete(key)
      return true
    })
  }

  async all(): Promise<JsonObject> {
    const rows = await this.#database.do(() => this.#database.tables.facts.toArray())
    return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
  }
}

function sizeOf({ key, value }: { readonly key: string; readonly value: Json }): number {
  return key.length + JSON.stringify(value).length
}
