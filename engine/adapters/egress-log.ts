/*
 * Keeps what left for models that are not local, to the letter. In memory for as long as this process lives; on disk only
 * where the person wants it, which the file itself says by being there. What can not be written does not leave.
 */
import { appendFileSync, chmodSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import type { EgressEntry } from '../terms/egress.ts'

const mostInMemory = 200
const mostBytes = 16 * 1024 * 1024
const mostOnDisk = 32 * 1024 * 1024

export class EgressLog {
  readonly #path: string
  #entries: EgressEntry[] = []
  #bytes = 0
  #count = 0

  constructor(path: string) {
    this.#path = path
  }

  /** How many bodies left since this process began. */
  get count(): number {
    return this.#count
  }

  /** Whether what leaves is kept on disk. */
  get keeps(): boolean {
    return existsSync(this.#path)
  }

  /** Throws where it is to be kept on disk and can not be. */
  add(entry: EgressEntry): void {
    if (this.keeps) this.#write(entry)
    this.#count++
    this.#entries.push(entry)
    this.#bytes += entry.body.length
    while (this.#entries.length > mostInMemory || (this.#bytes > mostBytes && this.#entries.length > 1)) this.#bytes -= this.#entries.shift()?.body.length ?? 0
  }

  /** Newest first: what is kept on disk, else what this process has sent. A line that is damaged is left out. */
  list(limit = mostInMemory): readonly EgressEntry[] {
    const all = this.keeps ? [...entriesIn(`${this.#path}.old`), ...entriesIn(this.#path)] : this.#entries
    return all.slice(-limit).reverse()
  }

  /** From now on keeps what leaves on disk, or keeps nothing: what was kept is removed then. */
  keep(on: boolean): void {
    if (!on) for (const path of [this.#path, `${this.#path}.old`]) rmSync(path, { force: true })
    else if (!this.keeps) closeSync(openSync(this.#path, 'a', 0o600))
  }

  #write(entry: EgressEntry): void {
    if (statSync(this.#path).size > mostOnDisk) {
      renameSync(this.#path, `${this.#path}.old`)
      closeSync(openSync(this.#path, 'a', 0o600))
    }
    chmodSync(this.#path, 0o600)
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`, { mode: 0o600, flush: true })
  }
}

function entriesIn(path: string): readonly EgressEntry[] {
  return linesIn(path).flatMap((line) => {
    try {
      const { time, url, model, body, hidden } = JSON.parse(line) as EgressEntry
      return typeof time === 'number' && typeof body === 'string' ? [{ time, url: String(url), model: String(model), body, hidden: Number(hidden) }] : []
    } catch {
      return []
    }
  })
}

function linesIn(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter((line) => line !== '') : []
}
