import type { Clock } from '../../engine/terms/ports.ts'

interface Timer {
  readonly time: number
  readonly callback: () => void
}

/** A clock that stands still until told to go on. Starts at 2026-01-01T00:00:00Z unless given another time. */
export class FakeClock implements Clock {
  #now: number
  readonly #timers = new Set<Timer>()

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** A time that is already over calls back soon after, without `advance`. */
  at(time: number, callback: () => void): () => void {
    const timer = { time, callback }
    this.#timers.add(timer)
    if (time <= this.#now) queueMicrotask(() => this.#fire(timer))
    return () => void this.#timers.delete(timer)
  }

  /** How many callbacks are still to come. */
  get pending(): number {
    return this.#timers.size
  }

  /** The time of the next callback. */
  get next(): number | undefined {
    return this.#first(Infinity)?.time
  }

  /** Goes on by some milliseconds, and calls what falls due on the way, in order of time, each at its own time. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds
    for (let timer = this.#first(end); timer !== undefined; timer = this.#first(end)) {
      this.#now = Math.max(this.#now, timer.time)
      this.#fire(timer)
    }
    this.#now = end
  }

  #fire(timer: Timer): void {
    if (this.#timers.delete(timer)) timer.callback()
  }

  #first(end: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) if (timer.time <= end && (first === undefined || timer.time < first.time)) first = timer
    return first
  }
}
