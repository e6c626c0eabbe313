import type Dexie from 'dexie'
import { ChelaError } from '../terms/failure.ts'

/** Throws when a database of the browser was written by a newer version, which Dexie itself opens as if it were its own. */
export function refuseNewerDatabase(database: Dexie, version: number): void {
  // Dexie keeps versions in tenths.
  if (database.backendDB().version / 10 <= version) return
  throw new ChelaError('store-newer', 'What this page keeps in this browser was written by a newer version of Chela.', {
    help: 'Load the page again to get the newer version.',
    facts: { name: database.name },
  })
}
