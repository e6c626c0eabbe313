import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { joinPath, nameOf, parentOf } from '../../../terms/file-path.ts'
import { hashText } from '../../../terms/hash.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { joined } from './fetch-body.ts'

const mostInMemory = 16 * 1024 * 1024

/** Where the bytes of a download gather: in memory, and past 16 MiB in a file beside the target. */
export class DownloadSink {
  readonly #files: FileSystem
  readonly #part: string
  #waiting: Uint8Array[] = []
  #waitingSize = 0
  #written = 0
  #hash = sha256.create()

  /** `key` is the same for every try of the deed, so that what a killed try left is found and removed. */
  constructor(files: FileSystem, path: string, key: string) {
    this.#files = files
    this.#part = joinPath(parentOf(path), `.${nameOf(path).slice(0, 80)}.${hashText(key).slice(0, 12)}.part`)
  }

  get size(): number {
    return this.#written + this.#waitingSize
  }

  hash(): string {
    return bytesToHex(this.#hash.clone().digest())
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk)
    this.#waiting.push(chunk.slice())
    this.#waitingSize += chunk.length
    if (this.#waitingSize > mostInMemory) await this.#spill()
  }

  /** Forgets all that has gathered. */
  async clear(): Promise<void> {
    this.#waiting = []
    this.#waitingSize = 0
    this.#written = 0
    this.#hash = sha256.create()
    if ((await this.#files.facts(this.#part)) !== undefined) await this.#files.removeFile(this.#part)
  }

  /** Puts the bytes in their place in one step; fails with `exists` unless `replace`. */
  async finish(path: string, replace: boolean): Promise<void> {
    if (this.#written === 0) return this.#files.write(path, joined(this.#waiting), { replace })
    await this.#spill()
    if (!replace) return this.#files.move(this.#part, path)
    await this.#files.write(path, await this.#files.read(this.#part), { replace })
    await this.clear()
  }

  async #spill(): Promise<void> {
    const bytes = joined(this.#waiting)
    await (this.#written === 0 ? this.#files.write(this.#part, bytes, { replace: true }) : this.#files.append(this.#part, bytes))
    this.#written += bytes.length
    this.#waiting = []
    this.#waitingSize = 0
  }
}
