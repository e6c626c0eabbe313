import type { Entry } from '../terms/journal.ts'
import { StoreConflict, type RunRecord, type RunStatus, type RunStore } from '../terms/ports.ts'
import { checkRunName } from './run-name.ts'
import { checkSequence } from './check-sequence.ts'
import { fitsFilter, newestFirst, plainRecord, runRecordAfter, type RunProgress } from './run-record.ts'

interface StoredRun {
  readonly entries: Entry[]
  /** The record as of `progress.entries` entries; brought up to date when somebody asks for it. */
  progress: RunProgress
}

/** Keeps journals and texts in plain memory, for tests, benchmarks and pages. Entries are kept as they are, not copied. */
export class MemoryRunStore implements RunStore {
  readonly #runs = new Map<string, StoredRun>()
  readonly #texts = new Map<string, string>()
  readonly #claims = new Map<string, { readonly owner: string; readonly until: number }>()

  append(run: string, entries: readonly Entry[]): void {
    const first = entries[0]
    if (first === undefined) return
    const stored = this.#runs.get(run)
    if (first.sequence !== (stored === undefined ? 1 : stored.entries.length + 1)) throw new StoreConflict(run, first.sequence)
    if (entries.length > 1) checkSequence(run, entries)
    if (stored === undefined) this.#start(run, first, entries)
    else for (const entry of entries) stored.entries.push(entry)
  }

  read(run: string, after = 0): readonly Entry[] {
    return this.#runs.get(run)?.entries.slice(after) ?? []
  }

  find(run: string): RunRecord | undefined {
    const stored = this.#runs.get(run)
    return stored === undefined ? undefined : recordOf(run, stored)
  }

  list(filter: { readonly skill?: string; readonly status?: RunStatus; readonly limit?: number } = {}): readonly RunRecord[] {
    return [...this.#runs]
      .map(([run, stored]) => recordOf(run, stored))
      .filter((record) => fitsFilter(record, filter))
      .sort(newestFirst)
      .slice(0, filter.limit)
  }

  putText(hash: string, text: string): void {
    if (!this.#texts.has(hash)) this.#texts.set(hash, text)
  }

  getText(hash: string): string | undefined {
    return this.#texts.get(hash)
  }

  claim(run: string, owner: string, now: number, until: number): boolean {
    checkRunName(run)
    const held = this.#claims.get(run)
    if (held !== undefined && held.owner !== owner && held.until > now) return false
    this.#claims.set(run, { owner, until })
    return true
  }

  release(run: string, owner: string): void {
    if (this.#claims.get(run)?.owner === owner) this.#claims.delete(run)
  }

  close(): void {}

  #start(run: string, first: Entry, entries: readonly Entry[]): void {
    checkRunName(run)
    this.#runs.set(run, { entries: [...entries], progress: runRecordAfter(undefined, run, first) })
  }
}

function recordOf(run: string, stored: StoredRun): RunRecord {
  for (let index = stored.progress.entries; index < stored.entries.length; index += 1) {
    stored.progress = runRecordAfter(stored.progress, run, stored.entries[index] as Entry)
  }
  return plainRecord(stored.progress)
}
