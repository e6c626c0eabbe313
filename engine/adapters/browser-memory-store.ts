import { ChelaError } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { saidByPerson, type Fact, type FactAbout, type MemoryProtection } from '../terms/memory.ts'
import type { ProtectedMemory } from '../terms/ports.ts'
import type { BrowserDatabase, FactRow } from './browser-database.ts'
import { checkFact, checkMemorySize } from './memory-fact.ts'
import { memoryLocked, newPassphrase, wrongPassphrase } from './memory-passphrase.ts'
import { pageKey, readPageSealed, sealInPage, unsealInPage, usualRounds, type PageKey, type PageSealed } from './seal-in-page.ts'
import { readFacts, writeFacts, type Facts } from './stored-facts.ts'

/** The row that holds all facts when they are encrypted. No fact has this name. */
const sealedRow = ''
const mostTries = 20

interface Stored {
  /** As it lies there, to notice another writer. */
  readonly rows: readonly FactRow[]
  readonly sealed: PageSealed | undefined
}

/** Keeps facts about the person in IndexedDB, for pages; encrypted once they set a passphrase. */
export class BrowserMemoryStore implements ProtectedMemory {
  readonly #database: BrowserDatabase
  readonly #rounds: number
  #key: PageKey | undefined

  constructor(database: BrowserDatabase, options: { readonly rounds?: number } = {}) {
    this.#database = database
    this.#rounds = options.rounds ?? usualRounds
  }

  async get(key: string): Promise<Json | undefined> {
    return (await this.fact(key))?.value
  }

  async fact(key: string): Promise<Fact | undefined> {
    return (await this.#read()).get(key)
  }

  async set(key: string, value: Json, about: FactAbout = saidByPerson): Promise<void> {
    checkFact(key, value)
    const copy = JSON.parse(JSON.stringify(value)) as Json
    await this.#change((facts) => facts.set(key, { key, value: copy, ...about }))
  }

  async forget(key: string): Promise<boolean> {
    let found = false
    await this.#change((facts) => (found = facts.delete(key)))
    return found
  }

  async all(): Promise<JsonObject> {
    return Object.fromEntries([...(await this.#read()).values()].map(({ key, value }) => [key, value]))
  }

  async facts(): Promise<readonly Fact[]> {
    return [...(await this.#read()).values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  async protection(): Promise<MemoryProtection> {
    const { sealed } = await this.#stored()
    return sealed === undefined ? 'plain' : this.#fits(sealed) ? 'open' : 'locked'
  }

  async unlock(passphrase: string): Promise<void> {
    const { sealed } = await this.#stored()
    if (sealed !== undefined) this.#key = await keyThatOpens(sealed, passphrase)
  }

  lock(): void {
    this.#key = undefined
  }

  async protect(passphrase: string, current?: string): Promise<void> {
    const key = await pageKey(newPassphrase(passphrase), { rounds: this.#rounds })
    await this.#rewrite(current, key)
    this.#key = key
  }

  async unprotect(current: string): Promise<void> {
    await this.#rewrite(current, undefined)
    this.#key = undefined
  }

  async #rewrite(current: string | undefined, key: PageKey | undefined): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await this.#stored()
      if (stored.sealed !== undefined && current === undefined) throw wrongPassphrase()
      const facts = stored.sealed === undefined ? plainRows(stored.rows) : await opened(stored.sealed, await keyThatOpens(stored.sealed, current as string))
      if (await this.#write(stored, facts, key)) return
    }
    throw busy()
  }

  async #change(change: (facts: Facts) => unknown): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await this.#stored()
      const facts = await this.#factsOf(stored)
      if (change(facts) === false) return
      if (await this.#write(stored, facts, stored.sealed === undefined ? undefined : this.#key)) return
    }
    throw busy()
  }

  /** Writes when nobody else wrote since `stored` was read; else false. Encrypting takes too long for a transaction of IndexedDB. */
  async #write({ rows }: Stored, facts: Facts, key: PageKey | undefined): Promise<boolean> {
    const text = JSON.stringify(writeFacts(facts))
    checkMemorySize(text.length)
    const wanted: readonly FactRow[] = key === undefined ? [...facts.values()].map(({ key: name, value, ...about }) => ({ key: name, value, about })) : [{ key: sealedRow, value: (await sealInPage(text, key)) as unknown as Json }]
    const before = JSON.stringify(rows)
    return this.#database.change('facts', async () => {
      const { facts: table } = this.#database.tables
      if (JSON.stringify(await table.toArray()) !== before) return false
      await table.clear()
      await table.bulkPut([...wanted])
      return true
    })
  }

  async #read(): Promise<Facts> {
    return this.#factsOf(await this.#stored())
  }

  #factsOf({ rows, sealed }: Stored): Facts | Promise<Facts> {
    if (sealed === undefined) return plainRows(rows)
    if (!this.#fits(sealed)) throw memoryLocked()
    return opened(sealed, this.#key as PageKey)
  }

  #fits({ salt, rounds }: PageSealed): boolean {
    return this.#key?.salt === salt && this.#key.rounds === rounds
  }

  async #stored(): Promise<Stored> {
    const rows = await this.#database.do(() => this.#database.tables.facts.toArray())
    const row = rows.find(({ key }) => key === sealedRow)
    const sealed = readPageSealed(row?.value)
    if (row !== undefined && sealed === undefined) throw damaged()
    return { rows, sealed }
  }
}

function plainRows(rows: readonly FactRow[]): Facts {
  return new Map(rows.map(({ key, value, about = saidByPerson }) => [key, { key, value, ...about }]))
}

async function keyThatOpens(sealed: PageSealed, passphrase: string): Promise<PageKey> {
  const key = await pageKey(passphrase, sealed)
  if ((await unsealInPage(sealed, key)) === undefined) throw wrongPassphrase()
  return key
}

async function opened(sealed: PageSealed, key: PageKey): Promise<Facts> {
  const text = await unsealInPage(sealed, key)
  const facts = text === undefined ? undefined : readFacts(JSON.parse(text) as Json)
  if (facts === undefined) throw damaged()
  return facts
}

function damaged(): ChelaError {
  return new ChelaError('memory-damaged', 'What this page remembers was changed by another hand and can not be opened.', { help: 'Remove the data of this page in the settings of the browser to start with an empty memory.' })
}

function busy(): ChelaError {
  return new ChelaError('memory-not-written', 'Another tab writes the memory again and again.', { help: 'Close the other tabs of this page.' })
}
