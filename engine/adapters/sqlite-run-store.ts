/*
 * The runs of a person in one SQLite file. Owns: the order of writes. Does not own: what an entry means.
 * Always true: R1 an entry is on the disk when `append` returns; R2 entries of one call are all there or none; R3 the
 * row in `runs` tells what its journal tells (the row is written with the entry that changes it; the number of entries
 * and the time of the last one are read from the journal itself, so most appends are a single insert).
 * R4 no statement that failed is left on a connection in use: libsql does not reset a statement that found the file
 * locked, and while it stands SQLite holds back the commit of every later insert, and drops it in the end. So after a
 * failure the file is opened anew, and `begin` and `commit` are never prepared.
 */
import type Database from 'libsql'
import { ChelaError } from '../terms/failure.ts'
import type { Entry, RunMode } from '../terms/journal.ts'
import { StoreConflict, type RunRecord, type RunStatus, type RunStore } from '../terms/ports.ts'
import { checkSequence } from './check-sequence.ts'
import { openRunDatabase } from './open-run-database.ts'
import { hasEnded, thisProcess } from './process-identity.ts'
import { checkRunName, isRunName } from './run-name.ts'
import { plainRecord, runRecordAfter, type RunPhase, type RunProgress } from './run-record.ts'
import { errorCode, storeFault } from './store-fault.ts'

interface RunRow extends Omit<RunRecord, 'changed' | 'entries'> {
  readonly mode: RunMode
  readonly phase: string
  readonly entries: number
  readonly changed: number
}

const rowOfRun = `select runs.run, skill, hash, mode, status, started, phase, last.sequence as entries, last.time as changed
  from runs join journal as last on last.run = runs.run
  and last.sequence = (select max(sequence) from journal where journal.run = runs.run)`

/** Entries of a journal that are held as text at once; most runs have fewer. */
const page = 4096

/** How many runs are remembered as they stand, so that an append need not ask the file. */
const remembered = 1000

/** Keeps journals and texts in an SQLite file; throws ChelaError `store-…` where the file can not be used. */
export class SqliteRunStore implements RunStore {
  readonly #path: string
  readonly #busyTimeout: number
  readonly #known = new Map<string, RunProgress>()
  #connection: Connection | undefined
  #open = true

  /** `busyTimeout`: milliseconds to wait for another process that writes; then ChelaError `store-locked`. */
  constructor(path: string, options: { readonly busyTimeout?: number } = {}) {
    this.#path = path
    this.#busyTimeout = options.busyTimeout ?? 10_000
    this.#connection = connect(path, this.#busyTimeout)
  }

  append(run: string, entries: readonly Entry[]): void {
    const first = entries[0]
    if (first === undefined) return
    checkSequence(run, entries)
    const before = this.#progressBefore(run, first.sequence)
    let after = before
    for (const entry of entries) after = runRecordAfter(after, run, entry)
    this.#guard((connection) => write(connection, run, entries, before, after as RunProgress))
    this.#remember(after as RunProgress)
  }

  read(run: string, after = 0): readonly Entry[] {
    const entries: Entry[] = []
    if (!isRunName(run)) return entries
    let [last, rows]: [number, { readonly sequence: number; readonly body: string }[]] = [after, []]
    do {
      const from = last
      rows = this.#guard(({ statements }) => statements.read.all([run, from, page])) as typeof rows
      for (const row of rows) entries.push(this.#parse(row.body) as Entry)
      last = rows.at(-1)?.sequence ?? last
    } while (rows.length === page)
    return entries
  }

  find(run: string): RunRecord | undefined {
    const progress = isRunName(run) ? this.#load(run) : undefined
    return progress && plainRecord(progress)
  }

  list(filter: { readonly skill?: string; readonly status?: RunStatus; readonly limit?: number } = {}): readonly RunRecord[] {
    const { skill = null, status = null, limit = -1 } = filter
    const rows = this.#guard(({ statements }) => statements.list.all([skill, skill, status, status, limit])) as RunRow[]
    return rows.map((row) => plainRecord(this.#progress(row)))
  }

  /** Texts are kept as JSON text: SQLite cuts a text at a NUL. */
  putText(hash: string, text: string): void {
    this.#guard(({ statements }) => statements.putText.run([hash, JSON.stringify(text)]))
  }

  getText(hash: string): string | undefined {
    const row = this.#guard(({ statements }) => statements.getText.get([hash])) as { readonly text: string } | undefined
    return row && (this.#parse(row.text) as string)
  }

  /** The claim of a process that has ended holds no longer, whatever time it has left. */
  claim(run: string, owner: string, now: number, until: number): boolean {
    checkRunName(run)
    const claimant = claimantOf(owner)
    return this.#guard(({ statements }) => {
      if (statements.claim.run([run, claimant, until, now]).changes === 1) return true
      const holder = (statements.holder.get([run]) as { readonly owner: string } | undefined)?.owner
      if (holder === undefined || !hasEnded(holder.slice(holder.indexOf('\n') + 1))) return false
      return statements.inherit.run([claimant, until, run, holder]).changes === 1
    })
  }

  release(run: string, owner: string): void {
    if (isRunName(run)) this.#guard(({ statements }) => statements.release.run([run, claimantOf(owner)]))
  }

  /** Moves what is in the log beside the file into the file. A second close does nothing. */
  close(): void {
    const database = this.#connection?.database
    this.#open = false
    this.#connection = undefined
    try {
      database?.prepare('pragma wal_checkpoint(passive)').all()
    } finally {
      database?.close()
    }
  }

  /** What is remembered may be old when another process wrote; then the file is asked once more. */
  #progressBefore(run: string, sequence: number): RunProgress | undefined {
    const known = this.#known.get(run)
    if (known !== undefined && known.entries + 1 === sequence) return known
    checkRunName(run)
    const stored = this.#load(run)
    if ((stored?.entries ?? 0) + 1 !== sequence) throw new StoreConflict(run, sequence)
    return stored
  }

  #load(run: string): RunProgress | undefined {
    const row = this.#guard(({ statements }) => statements.find.get([run])) as RunRow | undefined
    return row && this.#progress(row)
  }

  #progress(row: RunRow): RunProgress {
    const { run, skill, hash, mode, status, started, changed, entries } = row
    return { run, skill, hash, mode, status, started, changed, entries, phase: this.#parse(row.phase) as RunPhase }
  }

  #remember(progress: RunProgress): void {
    if (this.#known.size >= remembered && !this.#known.has(progress.run)) {
      this.#known.delete(this.#known.keys().next().value as string)
    }
    this.#known.set(progress.run, progress)
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (cause) {
      throw storeFault(Object.assign(new Error('not JSON', { cause }), { code: 'SQLITE_CORRUPT' }), this.#path)
    }
  }

  /** Does a piece of work on the file, in words for the person when it fails. Keeps R4. */
  #guard<T>(work: (connection: Connection) => T): T {
    if (!this.#open) throw new ChelaError('store-closed', `${this.#path} is closed.`)
    this.#connection ??= connect(this.#path, this.#busyTimeout)
    try {
      return work(this.#connection)
    } catch (error) {
      this.#known.clear()
      if (error instanceof StoreConflict) throw error
      this.#connection.database.close()
      this.#connection = undefined
      throw storeFault(error, this.#path)
    }
  }
}

/** A claim names the process too, so that another one can tell whether the claimant is still there. */
function claimantOf(owner: string): string {
  return `${owner}\n${thisProcess()}`
}

interface Connection {
  readonly database: Database.Database
  readonly statements: ReturnType<typeof prepareStatements>
}

function connect(path: string, busyTimeout: number): Connection {
  const database = openRunDatabase(path, busyTimeout)
  return { database, statements: prepareStatements(database) }
}

/** Keeps R1, R2 and R3. The primary key of the journal decides between two writers. */
function write(connection: Connection, run: string, entries: readonly Entry[], before: RunProgress | undefined, after: RunProgress): void {
  const { database, statements } = connection
  const first = entries[0] as Entry
  const changed = before?.phase !== after.phase
  try {
    if (entries.length === 1 && !changed) {
      statements.insert.run([run, first.sequence, first.time, JSON.stringify(first)])
      return
    }
    database.exec('begin immediate')
    for (const entry of entries) statements.insert.run([run, entry.sequence, entry.time, JSON.stringify(entry)])
    if (changed) statements.putRun.run([run, after.skill, after.hash, after.mode, after.status, after.started, JSON.stringify(after.phase)])
    database.exec('commit')
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    throw errorCode(error).startsWith('SQLITE_CONSTRAINT') ? new StoreConflict(run, first.sequence) : error
  }
}

function prepareStatements(database: Database.Database) {
  return {
    insert: database.prepare('insert into journal (run, sequence, time, body) values (?, ?, ?, ?)'),
    read: database.prepare('select sequence, body from journal where run = ? and sequence > ? order by sequence limit ?'),
    putRun: database.prepare(`insert into runs (run, skill, hash, mode, status, started, phase) values (?, ?, ?, ?, ?, ?, ?)
      on conflict (run) do update set status = excluded.status, phase = excluded.phase`),
    find: database.prepare(`${rowOfRun} where runs.run = ?`),
    list: database.prepare(`${rowOfRun} where (? is null or skill = ?) and (? is null or status = ?)
      order by started desc, runs.run desc limit ?`),
    putText: database.prepare('insert into texts (hash, text) values (?, ?) on conflict (hash) do nothing'),
    getText: database.prepare('select text from texts where hash = ?'),
    claim: database.prepare(`insert into claims (run, owner, until) values (?, ?, ?) on conflict (run) do update
      set owner = excluded.owner, until = excluded.until where claims.owner = excluded.owner or claims.until <= ?`),
    holder: database.prepare('select owner from claims where run = ?'),
    inherit: database.prepare('update claims set owner = ?, until = ? where run = ? and owner = ?'),
    release: database.prepare('delete from claims where run = ? and owner = ?'),
  }
}
