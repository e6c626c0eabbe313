import { describe, expect, test } from 'vitest'
import type { BlobStore } from '../../engine/terms/ports.ts'

/** The contract of BlobStore, for one implementation. */
export function describeBlobStore(name: string, open: () => BlobStore): void {
  describe(`the blob store in ${name}`, () => {
    test('gives bytes back by the hash it answered', async () => {
      const store = open()
      const bytes = new Uint8Array([0, 255, 10, 13])
      const hash = await store.put(bytes)
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      expect([...((await store.get(hash)) as Uint8Array)]).toEqual([...bytes])
    })

    test('names bytes by their SHA-256', async () => {
      expect(await open().put(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
      expect(await open().put(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    })

    test('keeps the same bytes once', async () => {
      const store = open()
      expect(await store.put(new Uint8Array([1]))).toBe(await store.put(new Uint8Array([1])))
    })

    test('keeps what was put, also when the caller changes its bytes afterwards', async () => {
      const store = open()
      const bytes = new Uint8Array([1, 2, 3])
      const hash = await store.put(bytes)
      bytes[0] = 9
      expect([...((await store.get(hash)) as Uint8Array)]).toEqual([1, 2, 3])
    })

    test('knows nothing of other names', async () => {
      const store = open()
      for (const name of ['', '0'.repeat(64), '../../etc/passwd', `${'0'.repeat(63)}/`, '__proto__']) expect(await store.get(name)).toBeUndefined()
    })
  })
}
