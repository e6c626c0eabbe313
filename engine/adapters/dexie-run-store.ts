import Dexie, { type DexieOptions, type Table } from 'dexie'
import type { Entry } from '../terms/journal.ts'
import { StoreConflict, type RunRecord, type RunStatus, type RunStore } from '../terms/ports.ts'
import { checkSequence } from './check-sequence.ts'
import { pageFault } from './page-fault.ts'
import { refuseNewerDatabase } from './refuse-newer-database.ts'
import { checkRunName } from './run-name.ts'
import { holdTabLock, isOwnTabLock, isTabLockFree } from './tab-lock.ts'
import { fitsFilter, plainRecord, runRecordAfter, type RunProgress } from './run-record.ts'

const version = 1

interface Claim {
  readonly run: string
  readonly owner: string
  readonly until: number
  /** The tab of the owner holds a lock, so that others know when it is gone. */
  readonly locked?: boolean
}

/** Keeps journals and texts in IndexedDB, for pages. The browser serialises writers, also those of other tabs. */
export class DexieRunStore implements RunStore {
  readonly #database: Dexie
  readonly #journal: Table<{ readonly run: string; readonly sequence: number; readonly entry: Entry }, [string, number]>
  readonly #runs: Table<RunProgress, string>
  readonly #texts: Table<{ readonly hash: string; readonly text: string }, string>
  readonly #claims: Table<Claim, string>

  /** `options` may bring an `indexedDB` of its own; the global one otherwise. */
  constructor(name = 'chela', options: DexieOptions = {}) {
    this.#database = new Dexie(name, { chromeTransactionDurability: 'strict', ...options })
    refuseNewerDatabase(this.#database, version)
    this.#database.version(version).stores({ journal: '[run+sequence]', runs: 'run, started', texts: 'hash', claims: 'run' })
    this.#journal = this.#database.table('journal')
    this.#runs = this.#database.table('runs')
    this.#texts = this.#database.table('texts')
    this.#claims = this.#database.table('claims')
  }

  async append(run: string, entries: readonly Entry[]): Promise<void> {
    const first = entries[0]
    if (first === undefined) return
    checkRunName(run)
    checkSequence(run, entries)
    const rows = entries.map((entry) => ({ run, sequence: entry.sequence, entry }))
    await this.#guard(() =>
      this.#database.transaction('rw', this.#journal, this.#runs, async () => {
        let record = await this.#runs.get(run)
        if ((record?.entries ?? 0) + 1 !== first.sequence) throw new StoreConflict(run, first.sequence)
        for (const entry of entries) record = runRecordAfter(record, run, entry)
        await this.#journal.bulkAdd(rows)
        await this.#runs.put(record as RunProgress)
      }),
    )
  }

  async read(run: string, after = 0): Promise<readonly Entry[]> {
    const rows = await this.#guard(() => this.#journal.where('[run+sequence]').between([run, after], [run, Infinity], false, true).toArray())
    return rows.map((row) => row.entry)
  }

  async find(run: string): Promise<RunRecord | undefined> {
    const record = await this.#guard(() => this.#runs.get(run))
    return record && plainRecord(record)
  }

  async list(filter: { readonly skill?: string; readonly status?: RunStatus; readonly limit?: number } = {}): Promise<readonly RunRecord[]> {
    const fitting = this.#runs.orderBy('started').reverse().filter((record) => fitsFilter(record, filter))
    const records = await this.#guard(() => (filter.limit === undefined ? fitting : fitting.limit(filter.limit)).toArray())
    return records.map(plainRecord)
  }

  async putText(hash: string, text: string): Promise<void> {
    await this.#guard(() =>
      this.#database.transaction('rw', this.#texts, async () => {
        if ((await this.#texts.get(hash)) === undefined) await this.#texts.add({ hash, text })
      }),
    )
  }

  async getText(hash: string): Promise<string | undefined> {
    return (await this.#guard(() => this.#texts.get(hash)))?.text
  }

  /**
   * The claim of a tab that is gone holds no longer, whatever time it has left; that of another tab that is there holds also
   * when its time is over, since the timers of a tab that is not seen run late.
   */
  async claim(run: string, owner: string, now: number, until: number): Promise<boolean> {
    checkRunName(run)
    const locked = await holdTabLock(lockOf(owner))
    const holder = await this.#take({ run, owner, until, locked }, (held) => held.owner === owner || (held.until <= now && held.locked !== true))
    if (holder === undefined) return true
    if (holder.locked !== true) return false
    const lock = lockOf(holder.owner)
    const isOver = holder.until <= now && isOwnTabLock(lock)
    if (!isOver && !(await isTabLockFree(lock))) return false
    return (await this.#take({ run, owner, until, locked }, (held) => held.owner === holder.owner)) === undefined
  }

  /** Puts a claim in the place of one that gives way; gives the one that does not. */
  #take(claim: Claim, givesWay: (held: Claim) => boolean): Promise<Claim | undefined> {
    return this.#guard(() =>
      this.#database.transaction('rw', this.#claims, async () => {
        const held = await this.#claims.get(claim.run)
        if (held !== undefined && !givesWay(held)) return held
        await this.#claims.put(claim)
        return undefined
      }),
    )
  }

  async release(run: string, owner: string): Promise<void> {
    await this.#guard(() =>
      this.#database.transaction('rw', this.#claims, async () => {
        if ((await this.#claims.get(run))?.owner === owner) await this.#claims.delete(run)
      }),
    )
  }

  close(): void {
    this.#database.close()
  }

  async #guard<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw pageFault(error, this.#database.name)
    }
  }
}

function lockOf(owner: string): string {
  return `chela-run-${owner}`
}
