import type { Clock } from '../terms/ports.ts'

/** Milliseconds. A timer looks at the time of day at least this often: the machine may sleep, or its clock be set. */
const longestNap = 60_000

/**
 * The time of this machine. A callback never comes before its time, and up to a minute late after a sleep of the machine.
 * With `unref` a timer alone does not keep a Node process alive.
 */
export class SystemClock implements Clock {
  readonly #unref: boolean

  constructor(options: { readonly unref?: boolean } = {}) {
    this.#unref = options.unref ?? false
  }

  now(): number {
    return Date.now()
  }

  /** A time of Infinity never comes. */
  at(time: number, callback: () => void): () => void {
    if (Number.isNaN(time)) throw new RangeError('A timer needs a time; this one is not a number.')
    if (time === Infinity) return () => {}
    let timer: ReturnType<typeof setTimeout>
    const nap = () => {
      timer = setTimeout(wake, Math.min(Math.max(0, Math.ceil(time - Date.now())), longestNap))
      if (this.#unref && typeof timer === 'object') timer.unref()
    }
    const wake = () => (Date.now() >= time ? callback() : nap())
    nap()
    return () => clearTimeout(timer)
  }
}
