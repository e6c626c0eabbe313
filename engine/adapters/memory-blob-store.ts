import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { BlobStore } from '../terms/ports.ts'

/** Keeps copies of bytes in plain memory, for tests, rehearsals and pages. */
export class MemoryBlobStore implements BlobStore {
  readonly #blobs = new Map<string, Uint8Array>()

  async put(bytes: Uint8Array): Promise<string> {
    const hash = bytesToHex(sha256(bytes))
    if (!this.#blobs.has(hash)) this.#blobs.set(hash, bytes.slice())
    return hash
  }

  async get(hash: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(hash)?.slice()
  }
}
