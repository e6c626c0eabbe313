import type { ProtectedMemory } from '../terms/ports.ts'
import { isAsking } from './ask-line.ts'
import { readSecret } from './read-secret.ts'

/** Asks at a terminal for the passphrase of an encrypted memory, where none that fits is at hand. Throws ChelaError `wrong-passphrase`. */
export async function unlockForPerson(store: ProtectedMemory): Promise<void> {
  if (!isAsking() || (process.env['CHELA_PASSPHRASE'] ?? '') !== '' || (await store.protection()) !== 'locked') return
  await store.unlock(await readSecret('Passphrase of the memory (it is not shown): '))
}
