import { afterEach, expect, test, vi } from 'vitest'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import { describeClock } from '../contracts/clock.ts'
import { FakeClock } from '../helpers/fake-clock.ts'

afterEach(() => void vi.useRealTimers())

describeClock('this machine', () => ({ clock: new SystemClock(), pass: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)) }))

describeClock('the tests', () => {
  const clock = new FakeClock()
  return {
    clock,
    async pass(milliseconds) {
      await Promise.resolve()
      clock.advance(milliseconds)
    },
  }
})

test('a timer beyond the longest of the platform comes at its time', () => {
  vi.useFakeTimers()
  const clock = new SystemClock()
  let calls = 0
  const days = 24 * 60 * 60 * 1000
  clock.at(clock.now() + 25 * days, () => (calls += 1))
  vi.advanceTimersByTime(25 * days - 1)
  expect(calls).toBe(0)
  vi.advanceTimersByTime(1)
  expect(calls).toBe(1)
})

test('a machine that slept calls back within a minute', () => {
  vi.useFakeTimers()
  const clock = new SystemClock()
  let calls = 0
  clock.at(clock.now() + 3_600_000, () => (calls += 1))
  vi.setSystemTime(Date.now() + 4_000_000)
  vi.advanceTimersByTime(60_000)
  expect(calls).toBe(1)
})

test('a time that never comes keeps no timer, and one that is no number is refused', () => {
  vi.useFakeTimers()
  new SystemClock().at(Infinity, () => {})()
  expect(vi.getTimerCount()).toBe(0)
  expect(() => new SystemClock().at(Number.NaN, () => {})).toThrow(RangeError)
})

test('a far timer can be cancelled after it was carried on', () => {
  vi.useFakeTimers()
  const clock = new SystemClock({ unref: true })
  let calls = 0
  const cancel = clock.at(clock.now() + 200_000, () => (calls += 1))
  vi.advanceTimersByTime(130_000)
  cancel()
  vi.advanceTimersByTime(200_000)
  expect(calls).toBe(0)
})
