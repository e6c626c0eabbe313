import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ChelaError } from '../terms/failure.ts'
import type { BlobStore } from '../terms/ports.ts'
import type { BrowserDatabase } from './browser-database.ts'

/** Keeps bytes in IndexedDB, each under its SHA-256, for pages. What is given back has been checked against its name. */
export class BrowserBlobStore implements BlobStore {
  readonly #database: BrowserDatabase

  constructor(database: BrowserDatabase) {
    this.#database = database
  }

  async put(bytes: Uint8Array): Promise<string> {
    const own = bytes.slice()
    const hash = await hashBytes(own)
    await this.#database.do(() => this.#database.tables.blobs.put({ hash, bytes: own }))
    return hash
  }

  async get(hash: string): Promise<Uint8Array | undefined> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
    const bytes = (await this.#database.do(() => this.#database.tables.blobs.get(hash)))?.bytes
    if (bytes === undefined || (await hashBytes(bytes)) === hash) return bytes
    throw new ChelaError('blob-damaged', 'A copy that this page keeps is damaged.', { help: 'What it held can not be brought back from here.', facts: { hash } })
  }
}

/** The browser itself hashes faster, where the page came over a safe connection. */
async function hashBytes(bytes: Uint8Array): Promise<string> {
  const { subtle } = globalThis.crypto
  return bytesToHex(subtle === undefined ? sha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(bytes))))
}
