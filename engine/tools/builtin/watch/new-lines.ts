import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'

/** Read at once, so that a large addition holds nothing up. */
const mostAtOnce = 256 * 1024
const longestLine = 64 * 1024
const anchorLength = 256

/**
 * Gives the lines that are added to a file since it was made. A file that is shorter, or that no longer holds what stood
 * before the end, is another one and is read from its start. A line counts when its end is written.
 */
export class NewLines {
  readonly #files: FileSystem
  readonly #path: string
  #offset: number
  #anchor: Uint8Array = new Uint8Array()
  #rest: Uint8Array = new Uint8Array()
  /** True: there is more to read at once. */
  more = false

  private constructor(files: FileSystem, path: string, offset: number) {
    this.#files = files
    this.#path = path
    this.#offset = offset
  }

  /** Begins at the end of what is there; fails where a folder is. */
  static async from(files: FileSystem, path: string): Promise<NewLines> {
    const facts = await files.facts(path)
    if (facts !== undefined && facts.kind !== 'file') throw new ToolError('is-a-folder', 'Lines are awaited of a file only.', { path })
    const lines = new NewLines(files, path, facts?.size ?? 0)
    await lines.#anchorHere()
    return lines
  }

  async next(): Promise<readonly string[]> {
    this.more = false
    const facts = await this.#files.facts(this.#path)
    if (facts?.kind !== 'file') {
      this.#startAgain()
      return []
    }
    if (facts.size < this.#offset || !(await this.#isSame())) this.#startAgain()
    const bytes = await this.#files.read(this.#path, { offset: this.#offset, length: mostAtOnce }).catch(unlessGone)
    this.more = bytes.length === mostAtOnce
    this.#offset += bytes.length
    const found = bytes.length === 0 ? [] : this.#split(bytes)
    await this.#anchorHere()
    return found
  }

  #startAgain(): void {
    this.#offset = 0
    this.#anchor = new Uint8Array()
    this.#rest = new Uint8Array()
  }

  #split(bytes: Uint8Array): readonly string[] {
    const all = new Uint8Array(this.#rest.length + bytes.length)
    all.set(this.#rest)
    all.set(bytes, this.#rest.length)
    const end = all.lastIndexOf(10)
    this.#rest = all.slice(Math.max(end + 1, all.length - longestLine))
    if (end < 0) return []
    return new TextDecoder().decode(all.subarray(0, end)).split('\n').map((line) => line.replace(/\r$/, '').slice(0, longestLine))
  }

  async #isSame(): Promise<boolean> {
    if (this.#anchor.length === 0) return true
    const now = await this.#files.read(this.#path, { offset: this.#offset - this.#anchor.length, length: this.#anchor.length }).catch(unlessGone)
    return now.length === this.#anchor.length && now.every((byte, index) => byte === this.#anchor[index])
  }

  async #anchorHere(): Promise<void> {
    const from = Math.max(0, this.#offset - anchorLength)
    this.#anchor = this.#offset === 0 ? new Uint8Array() : await this.#files.read(this.#path, { offset: from, length: this.#offset - from }).catch(unlessGone)
  }
}

function unlessGone(error: unknown): Uint8Array {
  if (error instanceof ToolError && (error.code === 'missing' || error.code === 'busy')) return new Uint8Array()
  throw error
}
