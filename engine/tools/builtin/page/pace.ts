import type { Clock } from '../../../terms/ports.ts'
import { waitUntil } from '../../wait-until.ts'

/** Lets requests go out one after another with a pause between them, for each host by itself. */
export class Pace {
  readonly #clock: Clock
  readonly #signal: AbortSignal
  readonly #next = new Map<string, number>()

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock
    this.#signal = signal
  }

  /** Resolves when the next request to a host may go out. */
  async turn(host: string, pause: number): Promise<void> {
    const now = this.#clock.now()
    const at = Math.max(now, this.#next.get(host) ?? 0)
    this.#next.set(host, at + pause)
    if (at > now) await waitUntil(this.#clock, at, this.#signal)
    this.#signal.throwIfAborted()
  }
}
