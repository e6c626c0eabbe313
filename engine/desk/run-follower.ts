import type { Entry } from '../terms/journal.ts'
import type { RunStore } from '../terms/ports.ts'

/**
 * Gives each entry of a run once and in order, from the store, however it is nudged: entries that were written before, by
 * this desk or by another process. Owns what was given last.
 */
export class RunFollower {
  readonly run: string
  readonly #store: RunStore
  readonly #give: (entry: Entry) => void
  #last: number
  #reading = false
  #again = false
  #over = false

  constructor(store: RunStore, run: string, after: number, give: (entry: Entry) => void) {
    this.#store = store
    this.run = run
    this.#last = after
    this.#give = give
  }

  /** Looks for new entries. Where the store can not be read, the next nudge looks again. */
  nudge(): void {
    this.#again = true
    if (!this.#reading && !this.#over) void this.#read()
  }

  stop(): void {
    this.#over = true
  }

  async #read(): Promise<void> {
    this.#reading = true
    try {
      while (this.#again && !this.#over) {
        this.#again = false
        for (const entry of await this.#store.read(this.run, this.#last)) {
          if (this.#over) return
          this.#last = entry.sequence
          this.#give(entry)
        }
      }
    } catch {
      // The next nudge looks again.
    } finally {
      this.#reading = false
    }
  }
}
