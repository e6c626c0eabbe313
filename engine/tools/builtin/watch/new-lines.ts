import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { hashOfBytes } from '../file/file-content.ts'

/** Read at once, so that a large addition holds nothing up. */
const mostAtOnce = 256 * 1024
const longestLine = 64 * 1024
const anchorLength = 256
const nothing = new Uint8Array()

/** A line, and the number of the byte after its end. */
interface NewLine {
  readonly text: string
  readonly end: number
}

/**
 * Gives the lines that are added to a file since it was made, or since a place that an earlier one gave. A file that is
 * shorter, or that no longer holds what stood before the end, is another one and is read from its start. A line counts when
 * its end is written.
 *
 * A place is written as a number of bytes and the SHA-256 of up to 256 bytes before it, so that a file that was replaced
 * between two looks is known as another one.
 */
export class NewLines {
  readonly #files: FileSystem
  readonly #path: string
  #offset: number
  #anchor: Uint8Array = nothing
  #rest: Uint8Array = nothing
  /** What was read last with the anchor before it, for the places of its lines. */
  #window: { readonly bytes: Uint8Array; readonly start: number } = { bytes: nothing, start: 0 }
  /** Where the last whole line ended. */
  #place = ''
  /** True: there is more to read at once. */
  more = false

  private constructor(files: FileSystem, path: string, offset: number) {
    this.#files = files
    this.#path = path
    this.#offset = offset
  }

  /** Begins at the end of what is there, or at a place; fails where a folder is. */
  static async from(files: FileSystem, path: string, place: string | undefined): Promise<NewLines> {
    const facts = await files.facts(path)
    if (facts !== undefined && facts.kind !== 'file') throw new ToolError('is-a-folder', 'Lines are awaited of a file only.', { path })
    const size = facts?.size ?? 0
    const lines = new NewLines(files, path, place === undefined ? size : Number(place.split(':')[0]))
    if (lines.#offset <= size) await lines.#anchorHere()
    lines.#place = placeAt(lines.#offset, lines.#anchor)
    if (place !== undefined && lines.#place !== place) lines.#startAgain()
    return lines
  }

  /** Gives the place after a line of the last look; without one, after the last whole line there was. */
  place(last?: NewLine): string {
    if (last === undefined) return this.#place
    const { bytes, start } = this.#window
    return placeAt(last.end, bytes.subarray(Math.max(0, last.end - start - anchorLength), last.end - start))
  }

  async next(): Promise<readonly NewLine[]> {
    this.more = false
    const facts = await this.#files.facts(this.#path)
    if (facts?.kind !== 'file') {
      this.#startAgain()
      return []
    }
    if (facts.size < this.#offset || !(await this.#isSame())) this.#startAgain()
    const bytes = await this.#files.read(this.#path, { offset: this.#offset, length: mostAtOnce }).catch(unlessGone)
    this.more = bytes.length === mostAtOnce
    this.#window = { bytes: joined(this.#anchor, bytes), start: this.#offset - this.#anchor.length }
    const found = bytes.length === 0 ? [] : this.#split(bytes)
    this.#offset += bytes.length
    if (found.length > 0) this.#place = this.place(found.at(-1))
    await this.#anchorHere()
    return found
  }

  #startAgain(): void {
    this.#offset = 0
    this.#anchor = nothing
    this.#rest = nothing
    this.#place = placeAt(0, nothing)
  }

  #split(bytes: Uint8Array): readonly NewLine[] {
    const all = joined(this.#rest, bytes)
    const start = this.#offset - this.#rest.length
    const decoder = new TextDecoder()
    const lines: NewLine[] = []
    let from = 0
    for (let end = all.indexOf(10); end >= 0; end = all.indexOf(10, from)) {
      lines.push({ text: decoder.decode(all.subarray(from, end)).replace(/\r$/, '').slice(0, longestLine), end: start + end + 1 })
      from = end + 1
    }
    this.#rest = all.slice(Math.max(from, all.length - longestLine))
    return lines
  }

  async #isSame(): Promise<boolean> {
    if (this.#anchor.length === 0) return true
    const now = await this.#files.read(this.#path, { offset: this.#offset - this.#anchor.length, length: this.#anchor.length }).catch(unlessGone)
    return now.length === this.#anchor.length && now.every((byte, index) => byte === this.#anchor[index])
  }

  async #anchorHere(): Promise<void> {
    const from = Math.max(0, this.#offset - anchorLength)
    this.#anchor = this.#offset === 0 ? nothing : await this.#files.read(this.#path, { offset: from, length: this.#offset - from }).catch(unlessGone)
  }
}

function placeAt(end: number, before: Uint8Array): string {
  return `${end}:${hashOfBytes(before)}`
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

function unlessGone(error: unknown): Uint8Array {
  if (error instanceof ToolError && (error.code === 'missing' || error.code === 'busy')) return nothing
  throw error
}
