import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { DexieRunStore } from '../../engine/adapters/dexie-run-store.ts'
import { describeRunStore } from '../contracts/run-store.ts'
import { started } from '../helpers/some-entries.ts'

describeRunStore('IndexedDB', () => {
  const options = { indexedDB: new IDBFactory(), IDBKeyRange }
  return { store: new DexieRunStore('runs', options), again: () => new DexieRunStore('runs', options) }
})

test('runs written by a newer version are refused in plain words', async () => {
  const options = { indexedDB: new IDBFactory(), IDBKeyRange }
  const newer = new Dexie('runs', options)
  newer.version(9).stores({ journal: '[run+sequence]', runs: 'run, started', texts: 'hash', claims: 'run', more: 'x' })
  await newer.open()
  newer.close()
  const store = new DexieRunStore('runs', options)
  await expect(store.append('r1', [started()])).rejects.toMatchObject({ code: 'store-newer' })
  store.close()
})

test('a browser without a database is told in plain words', async () => {
  const store = new DexieRunStore('runs', { indexedDB: undefined, IDBKeyRange: undefined } as unknown as { indexedDB: { open: Function } })
  await expect(store.append('r1', [started()])).rejects.toMatchObject({ code: 'store-no-access' })
})
