import Dexie, { type DexieOptions, type Table } from 'dexie'
import type { AcceptedText } from '../terms/accepted-text.ts'
import type { Json } from '../terms/json.ts'
import type { FactAbout } from '../terms/memory.ts'
import { pageFault } from './page-fault.ts'
import { refuseNewerDatabase } from './refuse-newer-database.ts'

const version = 1

export interface FactRow {
  readonly key: string
  readonly value: Json
  /** Left out by older versions: the person said it. */
  readonly about?: FactAbout
}

/** Texts that the person writes. */
export type KeptTextName = 'policy' | 'synonyms'

/** The tables of what a page keeps beside skills and runs. */
export interface BrowserTables {
  readonly accepted: Table<AcceptedText & { readonly number?: number }, number>
  /** As they were written; each is looked at anew when it is read. */
  readonly grants: Table<{ readonly name: string; readonly value: unknown }, string>
  readonly policy: Table<{ readonly id: KeptTextName; readonly text: string }, string>
  readonly facts: Table<FactRow, string>
  readonly blobs: Table<{ readonly hash: string; readonly bytes: Uint8Array }, string>
  readonly folders: Table<{ readonly name: string; readonly handle: FileSystemDirectoryHandle }, string>
  readonly times: Table<{ readonly path: string; readonly actual: number; readonly modified: number }, string>
}

/** What a page keeps in IndexedDB beside skills and runs. The browser serialises writers, also those of other tabs. */
export class BrowserDatabase {
  readonly name: string
  readonly tables: BrowserTables
  readonly #database: Dexie

  constructor(name = 'chela-home', options: DexieOptions = {}) {
    this.name = name
    this.#database = new Dexie(name, { chromeTransactionDurability: 'strict', ...options })
    refuseNewerDatabase(this.#database, version)
    this.#database.version(version).stores({ accepted: '++number, hash', grants: 'name', policy: 'id', facts: 'key', blobs: 'hash', folders: 'name', times: 'path' })
    const table = <Row, Key>(one: keyof BrowserTables): Table<Row, Key> => this.#database.table(one)
    this.tables = { accepted: table('accepted'), grants: table('grants'), policy: table('policy'), facts: table('facts'), blobs: table('blobs'), folders: table('folders'), times: table('times') }
  }

  /** Does something with the tables; what the browser throws becomes a plain sentence. */
  async do<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw pageFault(error, this.name)
    }
  }

  /** Does all of it or nothing, with no other writer in between. */
  change<T>(table: keyof BrowserTables, work: () => Promise<T>): Promise<T> {
    return this.do(() => this.#database.transaction('rw', [table], work))
  }

  close(): void {
    this.#database.close()
  }
}
