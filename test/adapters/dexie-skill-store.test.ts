import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { DexieSkillStore } from '../../engine/adapters/dexie-skill-store.ts'
import { describeSkillStore, shippedTea } from '../contracts/skill-store.ts'

let count = 0

describeSkillStore('IndexedDB', () => {
  const options = { indexedDB: new IDBFactory(), IDBKeyRange, shipped: { 'make-tea': shippedTea } }
  // Tabs hear of one another by the name of the database.
  const name = `skills-${++count}`
  return { store: new DexieSkillStore(name, options), again: () => new DexieSkillStore(name, options) }
})

test('a browser without a database is told in plain words', async () => {
  const store = new DexieSkillStore('skills', { indexedDB: undefined, IDBKeyRange: undefined } as unknown as { indexedDB: { open: Function } })
  await expect(store.list()).rejects.toMatchObject({ code: 'store-no-access' })
})
