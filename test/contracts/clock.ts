import { describe, expect, test } from 'vitest'
import type { Clock } from '../../engine/terms/ports.ts'

/** The contract of Clock, for one implementation. `pass` lets that many milliseconds go by. */
export function describeClock(name: string, open: () => { readonly clock: Clock; readonly pass: (milliseconds: number) => Promise<void> }): void {
  describe(`the clock of ${name}`, () => {
    test('calls back once, at or after the time', async () => {
      const { clock, pass } = open()
      const times: number[] = []
      const due = clock.now() + 30
      clock.at(due, () => times.push(clock.now()))
      expect(times).toEqual([])
      await pass(60)
      await pass(60)
      expect(times).toHaveLength(1)
      expect(times[0]).toBeGreaterThanOrEqual(due)
    })

    test('does not call back what was cancelled', async () => {
      const { clock, pass } = open()
      let calls = 0
      const cancel = clock.at(clock.now() + 20, () => (calls += 1))
      cancel()
      cancel()
      await pass(50)
      expect(calls).toBe(0)
    })

    test('calls back soon, but not at once, for a time that is over', async () => {
      const { clock, pass } = open()
      let calls = 0
      clock.at(clock.now() - 1000, () => (calls += 1))
      expect(calls).toBe(0)
      await pass(20)
      expect(calls).toBe(1)
    })

    test('calls back in order of time', async () => {
      const { clock, pass } = open()
      const order: string[] = []
      const now = clock.now()
      clock.at(now + 40, () => order.push('late'))
      clock.at(now + 10, () => order.push('early'))
      await pass(80)
      expect(order).toEqual(['early', 'late'])
    })
  })
}
