import type { Entry } from '../terms/journal.ts'
import type { RunStore } from '../terms/ports.ts'

/** Gives the same store, which tells of entries once they are durable. What it tells must not throw. */
export function announcedStore(store: RunStore, tell: (run: string, entries: readonly Entry[]) => void): RunStore {
  return {
    append: (run, entries) => {
      const written = store.append(run, entries)
      if (written !== undefined) return written.then(() => tell(run, entries))
      tell(run, entries)
    },
    read: (run, after) => store.read(run, after),
    find: (run) => store.find(run),
    list: (filter) => store.list(filter),
    putText: (hash, text) => store.putText(hash, text),
    getText: (hash) => store.getText(hash),
    claim: (run, owner, now, until) => store.claim(run, owner, now, until),
    release: (run, owner) => store.release(run, owner),
    close: () => store.close(),
  }
}
