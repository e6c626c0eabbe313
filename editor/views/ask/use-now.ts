import { useEffect, useState } from 'react'
import type { PageClock } from '../../session/workspace.ts'

/** Gives the time in milliseconds since 1970, and keeps giving it; a step of 0 lets it stand. */
export function useNow(clock: PageClock, step: number): number {
  const [now, setNow] = useState(() => clock.time())
  useEffect(() => {
    if (step === 0) return
    let stop = (): void => {}
    const tick = (): void => {
      setNow(clock.time())
      stop = clock.later(step, tick)
    }
    tick()
    return () => stop()
  }, [clock, step])
  return now
}

/** Whether nothing has moved for a moment since `what` changed: a press meant for something else does not reach what came in its place. */
export function useSettled(clock: PageClock, what: string): boolean {
  const [settled, setSettled] = useState<string>()
  useEffect(() => clock.later(600, () => setSettled(what)), [clock, what])
  return settled === what
}
