import type { Clock } from '../terms/ports.ts'

/** A clock that stands still and jumps to its next timer when told to: rehearsals and tests do not wait. */
export class VirtualClock implements Clock {
  private time: number
  private readonly timers = new Set<{ readonly time: number; readonly callback: () => void }>()

  constructor(start: number) {
    this.time = start
  }

  now(): number {
    return this.time
  }

  at(time: number, callback: () => void): () => void {
    const timer = { time, callback }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  /** Goes to the next timer at most `latest` and calls it; false when there is none. */
  jump(latest = Infinity): boolean {
    let next: { readonly time: number; readonly callback: () => void } | undefined
    for (const timer of this.timers) if (timer.time <= latest && (next === undefined || timer.time < next.time)) next = timer
    if (next === undefined) return false
    this.timers.delete(next)
    this.time = Math.max(this.time, next.time)
    next.callback()
    return true
  }
}
