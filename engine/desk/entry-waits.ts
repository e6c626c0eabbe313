import type { Entry } from '../terms/journal.ts'

/** What waits until some entry of a run is durable. */
export class EntryWaits {
  readonly #waits = new Set<(run: string, entry: Entry) => void>()

  written(run: string, entries: readonly Entry[]): void {
    for (const entry of entries) for (const wait of [...this.#waits]) wait(run, entry)
  }

  /**
   * Does a piece of work and waits for an entry that comes of it: true. False when `other` settles before that; rejects as
   * it does, or as the work does.
   */
  async until(run: string, fits: (entry: Entry) => boolean, work: () => void | Promise<void>, other: Promise<unknown>): Promise<boolean> {
    let wait: ((run: string, entry: Entry) => void) | undefined
    const seen = new Promise<boolean>((resolve) => {
      wait = (one, entry) => {
        if (one === run && fits(entry)) resolve(true)
      }
      this.#waits.add(wait)
    })
    try {
      await work()
      return await Promise.race([seen, other.then(() => false)])
    } finally {
      if (wait !== undefined) this.#waits.delete(wait)
    }
  }
}

/** Another settling that never comes. */
export const never: Promise<unknown> = new Promise(() => {})
