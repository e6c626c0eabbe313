import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { waitUntil } from '../../engine/tools/wait-until.ts'
import { FakeClock } from '../helpers/fake-clock.ts'

test('it ends at its time, and leaves nothing that listens', async () => {
  const clock = new FakeClock()
  const { signal } = new AbortController()
  const waits = [1, 2, 3].map((wait) => waitUntil(clock, clock.now() + wait, signal))
  expect(getEventListeners(signal, 'abort')).toHaveLength(3)
  clock.advance(3)
  await Promise.all(waits)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

test('it ends at once where the work is stopped, before or meanwhile', async () => {
  const clock = new FakeClock()
  const stop = new AbortController()
  const waiting = waitUntil(clock, clock.now() + 1_000, stop.signal)
  stop.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  await expect(waitUntil(clock, clock.now() + 1_000, stop.signal)).rejects.toThrow('enough')
})
