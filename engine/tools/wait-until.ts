import type { Clock } from '../terms/ports.ts'

/** Resolves at a time, in milliseconds since 1970; rejects with the reason of the signal as soon as that says to stop. */
export function waitUntil(clock: Clock, time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const stop = (): void => {
      cancel()
      reject(signal.reason as Error)
    }
    const cancel = clock.at(time, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}
