import type { ProtectedMemory } from '../terms/ports.ts'
import { isAsking } from './ask-line.ts'
import type { Output } from './output.ts'
import { readSecret } from './read-secret.ts'

/** Asks at a terminal for the passphrase of an encrypted memory, where none that fits is at hand. Throws ChelaError `wrong-passphrase`. */
export async function unlockForPerson(store: ProtectedMemory): Promise<void> {
  if (!isAsking() || (process.env['CHELA_PASSPHRASE'] ?? '') !== '' || (await store.protection()) !== 'locked') return
  await store.unlock(await readSecret('Passphrase of the memory (it is not shown): '))
}

/**
 * The same where the memory helps and is not needed: nothing typed goes on without it. Without a terminal, or with a passphrase that
 * does not fit, a sentence says that nothing remembered is used.
 */
export async function unlockForWords(store: ProtectedMemory, output: Output): Promise<void> {
  if ((await store.protection()) !== 'locked') return
  if (isAsking() && (process.env['CHELA_PASSPHRASE'] ?? '') === '') {
    const typed = await readSecret('Passphrase of the memory (it is not shown; Enter goes on without what is remembered): ')
    if (typed !== '') return store.unlock(typed)
  } else output.tell('chela: The memory is locked, so nothing remembered is used. Set CHELA_PASSPHRASE, or call this at a terminal.')
}
