import { watch, type FSWatcher } from 'node:fs'

/** Milliseconds: systems lose messages and some disks send none, so it is looked anyway; messages that come at once are one. */
const anyway = 2_000
const together = 40

/** What a look at folders gives: a mark of each file that changes with it, and the folders themselves. */
export interface FolderLook {
  readonly marks: ReadonlyMap<string, string>
  readonly folders: readonly string[]
}

/** Tells which files of some folders changed. Owns what was seen last; it keeps no process alive. */
export class FolderWatch {
  readonly #look: () => FolderLook
  readonly #changed: (names: readonly string[]) => void
  readonly #watchers = new Map<string, FSWatcher>()
  #marks: ReadonlyMap<string, string>
  #timer: ReturnType<typeof setTimeout> | undefined
  #isSoon = false
  #over = false

  constructor(look: () => FolderLook, changed: (names: readonly string[]) => void) {
    this.#look = look
    this.#changed = changed
    const { marks, folders } = look()
    this.#marks = marks
    this.#follow(folders)
    this.#later(anyway)
  }

  /** Looks at once, for what was changed by this very process. */
  look(): void {
    if (this.#over) return
    const { marks, folders } = this.#look()
    const before = this.#marks
    this.#marks = marks
    this.#follow(folders)
    this.#later(anyway)
    const names = [...new Set([...before.keys(), ...marks.keys()])].filter((name) => before.get(name) !== marks.get(name))
    if (names.length > 0) this.#changed(names.sort())
  }

  close(): void {
    this.#over = true
    clearTimeout(this.#timer)
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  #later(time: number): void {
    clearTimeout(this.#timer)
    this.#isSoon = time === together
    this.#timer = setTimeout(() => this.look(), time)
    this.#timer.unref()
  }

  /** Folders come and go. One that can not be watched is looked at anyway. */
  #follow(folders: readonly string[]): void {
    const wanted = new Set(folders)
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      this.#watchers.delete(folder)
    }
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#start(folder)
  }

  #start(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => {
        if (!this.#over && !this.#isSoon) this.#later(together)
      })
      watcher.on('error', () => {
        watcher.close()
        this.#watchers.delete(folder)
      })
      this.#watchers.set(folder, watcher)
    } catch {
      // It is looked at anyway.
    }
  }
}
