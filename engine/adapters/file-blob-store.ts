import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ChelaError } from '../terms/failure.ts'
import type { BlobStore } from '../terms/ports.ts'
import { replaceFile } from './replace-file.ts'

/** Keeps bytes in a folder, each under the name of its SHA-256. What is given back has been checked against its name. */
export class FileBlobStore implements BlobStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** What is there already is read and compared, and written again when it is damaged. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = hashBytes(bytes)
    const path = this.#pathOf(hash)
    const present = await readIfThere(path)
    if (present !== undefined && hashBytes(present) === hash) return hash
    try {
      replaceFile(path, bytes)
    } catch (cause) {
      throw new ChelaError('blob-not-kept', `A copy of ${bytes.length} bytes could not be kept in ${this.#folder}.`, {
        help: 'Look at the free space and the rights of this folder.',
        cause,
        facts: { folder: this.#folder },
      })
    }
    return hash
  }

  async get(hash: string): Promise<Uint8Array | undefined> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
    const path = this.#pathOf(hash)
    const bytes = await readIfThere(path)
    if (bytes === undefined || hashBytes(bytes) === hash) return bytes
    throw new ChelaError('blob-damaged', `The copy kept in ${path} is damaged.`, { help: 'What it held can not be brought back from here.', facts: { path } })
  }

  #pathOf(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash)
  }
}

function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(path)
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ENOENT') return undefined
    throw new ChelaError('blob-not-read', `${path} could not be read.`, { help: 'Look at the rights of this file.', cause, facts: { path } })
  }
}
