/*
 * Tells every window what happens. Owns: who listens, and that news come often enough and not too often. Does not own:
 * what happens. Always true: a listener that throws harms nobody else; each entry of a followed run comes once, in order.
 */
import type { Clock, RunRecord, RunStore } from '../terms/ports.ts'
import type { SkillStore } from '../terms/skill-store.ts'
import type { News, OpenAsk } from './desk.ts'
import { RunFollower } from './run-follower.ts'

/** Milliseconds: how often a run of which only the number of entries changes is told of, and how often a followed run is looked at anyway. */
const seldom = 500
const anyway = 1000

interface Watcher {
  readonly tell: (news: News) => void
  readonly follower: RunFollower | undefined
}

export class DeskNews {
  readonly #clock: Clock
  readonly #store: RunStore
  readonly #skills: SkillStore
  readonly #watchers = new Set<Watcher>()
  readonly #waiting = new Map<string, () => void>()
  readonly #told = new Map<string, RunRecord['status']>()
  #cancelLook: (() => void) | undefined
  #stopSkills: (() => void) | undefined

  constructor(clock: Clock, store: RunStore, skills: SkillStore) {
    this.#clock = clock
    this.#store = store
    this.#skills = skills
  }

  watch(tell: (news: News) => void, follow?: { readonly run: string; readonly after: number }): () => void {
    const follower = follow && new RunFollower(this.#store, follow.run, follow.after, (entry) => safely(() => tell({ kind: 'entry', run: follow.run, entry })))
    const watcher = { tell, follower }
    this.#watchers.add(watcher)
    this.#stopSkills ??= this.#skills.watch((ids) => this.#tell({ kind: 'skills', ids }))
    if (follower !== undefined) {
      follower.nudge()
      this.#cancelLook ??= this.#lookLater()
    }
    return () => {
      follower?.stop()
      this.#watchers.delete(watcher)
      if (this.#watchers.size === 0) this.close()
    }
  }

  /** Entries of a run are durable. */
  written(run: string): void {
    if (this.#watchers.size === 0) return
    for (const { follower } of this.#watchers) if (follower?.run === run) follower.nudge()
    void this.#tellRun(run)
  }

  asks(asks: readonly OpenAsk[]): void {
    this.#tell({ kind: 'asks', asks })
  }

  close(): void {
    for (const { follower } of this.#watchers) follower?.stop()
    this.#watchers.clear()
    this.#cancelLook?.()
    this.#cancelLook = undefined
    this.#stopSkills?.()
    this.#stopSkills = undefined
    for (const cancel of this.#waiting.values()) cancel()
    this.#waiting.clear()
    this.#told.clear()
  }

  /** A change of the status is told at once; more entries alone only now and then (`later`), or not at all (`never`). */
  async #tellRun(run: string, otherwise: 'later' | 'now' | 'never' = 'later'): Promise<void> {
    try {
      const record = await this.#store.find(run)
      if (record === undefined || this.#watchers.size === 0) return
      if (otherwise === 'now' || this.#told.get(run) !== record.status) {
        this.#told.set(run, record.status)
        this.#tell({ kind: 'run', record })
      } else if (otherwise === 'later' && !this.#waiting.has(run)) {
        this.#waiting.set(run, this.#clock.at(this.#clock.now() + seldom, () => {
          this.#waiting.delete(run)
          void this.#tellRun(run, 'now')
        }))
      }
    } catch {
      // A store that can not be read breaks the run itself, and that is told of.
    }
  }

  /** A run may be driven by another process. */
  #lookLater(): () => void {
    return this.#clock.at(this.#clock.now() + anyway, () => {
      this.#cancelLook = undefined
      const followers = [...this.#watchers].flatMap(({ follower }) => follower ?? [])
      for (const follower of followers) {
        follower.nudge()
        void this.#tellRun(follower.run, 'never')
      }
      if (followers.length > 0) this.#cancelLook = this.#lookLater()
    })
  }

  #tell(news: News): void {
    for (const { tell } of [...this.#watchers]) safely(() => tell(news))
  }
}

function safely(work: () => void): void {
  try {
    work()
  } catch {
    // The window that could not take it is alone in that.
  }
}
