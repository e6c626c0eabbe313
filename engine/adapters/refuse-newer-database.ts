import type Dexie from 'dexie'
import { ChelaError } from '../terms/failure.ts'

/**
 * Refuses a database of the browser that was written by a newer version, which Dexie itself opens as if it were its own: at
 * first, and when it is opened again, since a tab with a newer version may have come meanwhile.
 */
export function refuseNewerDatabase(database: Dexie, version: number): void {
  const refuse = (): void => {
    // Dexie keeps versions in tenths.
    if (database.backendDB().version / 10 <= version) return
    throw new ChelaError('store-newer', 'What this page keeps in this browser was written by a newer version of Chela.', {
      help: 'Load the page again to get the newer version.',
      facts: { name: database.name },
    })
  }
  database.on('ready', refuse, true)
}
