import { ChelaError } from '../terms/failure.ts'
import { saidByPerson, type MemoryView } from '../terms/memory.ts'
import type { Clock, ProtectedMemory } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import type { DeskParts } from './desk-parts.ts'
import type { Desk } from './desk.ts'

/** What is remembered of the person, in their own hand: what they write here they said. */
export function deskMemory({ memory, world }: DeskParts): Pick<Desk, 'memory' | 'rememberFact' | 'forgetFact' | 'unlockMemory' | 'lockMemory' | 'protectMemory'> {
  const changed = async (change: (memory: ProtectedMemory, clock: Clock) => unknown): Promise<MemoryView> => {
    if (memory === undefined) throw new ChelaError('no-memory', 'Nothing is remembered here.')
    try {
      await change(memory, world.clock)
    } catch (error) {
      if (error instanceof ToolError) throw new ChelaError('bad-fact', error.message)
      throw error
    }
    return viewOf(memory)
  }
  return {
    memory: async () => (memory === undefined ? { protection: 'plain', facts: [] } : viewOf(memory)),
    rememberFact: (key, value, hidden) => changed((store, clock) => store.set(key, value, { ...saidByPerson, time: clock.now(), private: hidden === true })),
    forgetFact: (key) => changed((store) => store.forget(key)),
    unlockMemory: (passphrase) => changed((store) => store.unlock(passphrase)),
    lockMemory: () => changed((store) => store.lock()),
    protectMemory: (passphrase, current) => changed((store) => (passphrase === null ? store.unprotect(current ?? '') : store.protect(passphrase, current))),
  }
}

async function viewOf(memory: ProtectedMemory): Promise<MemoryView> {
  const protection = await memory.protection()
  return { protection, facts: protection === 'locked' ? [] : await memory.facts() }
}
