import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FileBlobStore } from '../../engine/adapters/file-blob-store.ts'
import { MemoryBlobStore } from '../../engine/adapters/memory-blob-store.ts'
import { describeBlobStore } from '../contracts/blob-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describeBlobStore('memory', () => new MemoryBlobStore())
describeBlobStore('a folder', () => new FileBlobStore(join(temporaryFolder(), 'blobs')))

test('a blob that was changed on the disk is not given out, and is mended by putting it again', async () => {
  const folder = temporaryFolder()
  const store = new FileBlobStore(folder)
  const bytes = new Uint8Array([1, 2, 3])
  const hash = await store.put(bytes)
  const path = join(folder, hash.slice(0, 2), hash)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  writeFileSync(path, new Uint8Array([1, 2, 4]))
  await expect(store.get(hash)).rejects.toMatchObject({ code: 'blob-damaged' })
  await store.put(bytes)
  expect([...((await store.get(hash)) as Uint8Array)]).toEqual([1, 2, 3])
  expect(readdirSync(join(folder, hash.slice(0, 2)))).toEqual([hash])
})

test('a place that can not be written is told in plain words', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  await expect(new FileBlobStore(join(folder, 'file')).put(new Uint8Array([1]))).rejects.toMatchObject({ name: 'ChelaError' })
})
