/* Stores that answer later, lose the run to another process, or are asked twice at once. */
import { expect, test } from 'vitest'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { Runner } from '../../engine/run/runner.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import type { Person, RunStore } from '../../engine/terms/ports.ts'
import { Ledger, restOf } from '../helpers/describe-run.ts'
import { skillText, testWorld } from '../helpers/test-world.ts'

/** Each append is durable only some turns later, as in a browser. */
class LaterStore extends MemoryRunStore {
  override append(run: string, entries: readonly Entry[]): void {
    return new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        try {
          super.append(run, entries)
          resolve()
        } catch (error) {
          reject(error as Error)
        }
      })
    }) as unknown as void
  }
}

function worldWith(store: RunStore, person?: Person) {
  const ledger = new Ledger()
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const put = ledger.deed('put', ({ n }) => n ?? 0)
  return { ledger, clock, world: testWorld([put], { clock: clock as never, store: store as MemoryRunStore, person }) }
}

test.each([
  ['a single end', 'states: { done: { end: done } }', 0],
  ['a wait and nothing else', 'states: { rest: { wait: 1s } }', 0],
  ['variables and a choice', 'vars: { n: { type: number, default: 1 } }\nstates: { a: { set: { n: 2 } }, b: { choose: [{ if: vars.n == 2, next: c }] }, c: { call: put } }', 1],
  ['many at once', 'states: { all: { each: "${ range(20) }", at_once: 10, states: { put: { call: put, with: { n: "${ index }" } }, rest: { wait: 1s } } } }', 20],
  ['branches that wait', 'states: { both: { together: { a: { wait: 1s }, b: { wait: 1s }, c: { call: put } } } }', 1],
])('a run comes to its end on a store that answers later: %s', async (_name, skill, deeds) => {
  const { world, clock, ledger } = worldWith(new LaterStore())
  const handle = await new Runner(world).start({ skill: skillText(skill), input: {} })
  expect((await restOf(handle, clock)).status).toBe('done')
  expect(ledger.done).toHaveLength(deeds)
  expect(world.store.read(handle.run).at(-1)?.kind).toBe('run-ended')
})

test('a run is paused, taken up, and cancelled on a store that answers later', async () => {
  const { world, clock } = worldWith(new LaterStore())
  const runner = new Runner(world)
  const handle = await runner.start({ skill: skillText('states: { long: { wait: 1h } }'), input: {} })
  handle.pause()
  expect((await restOf(handle, clock)).status).toBe('paused')
  const again = await runner.resume(handle.run)
  again.cancel()
  expect((await restOf(again, clock)).status).toBe('stopped')
  expect(world.store.read(handle.run).map(({ kind }) => kind)).toEqual(['run-started', 'run-paused', 'run-resumed', 'run-cancelled', 'run-ended'])
})

test('a store that breaks in the middle breaks the drive, not the process', async () => {
  const store = new LaterStore()
  const append = store.append.bind(store)
  store.append = (run, entries) => (entries[0]?.sequence === 4 ? (Promise.reject(new Error('The disk is full.')) as unknown as void) : append(run, entries))
  const { world, clock, ledger } = worldWith(store)
  const handle = await new Runner(world).start({ skill: skillText('states: { all: { each: "${ [1, 2, 3] }", at_once: 3, call: put } }'), input: {} })
  await expect(restOf(handle, clock)).rejects.toThrow('The disk is full.')
  expect(ledger.done.length).toBeLessThanOrEqual(2)
})

test('a paused run with an open question asks it again when it is taken up, and takes the answer', async () => {
  let asked = 0
  const person: Person = {
    ask: (_question, _about, signal) =>
      new Promise((resolve) => {
        if (++asked > 1) return resolve({ kind: 'filled', values: { name: 'Ada' } })
        signal.addEventListener('abort', () => resolve(undefined))
      }),
  }
  for (const store of [new MemoryRunStore(), new LaterStore()]) {
    asked = 0
    const { world, clock } = worldWith(store, person)
    const runner = new Runner(world)
    const handle = await runner.start({ skill: skillText('states: { who: { ask: { name: string }, text: Who?, expires: 1d }, done: { end: done, output: "${ who.name }" } }'), input: {} })
    while (asked === 0) await new Promise((resolve) => setImmediate(resolve))
    handle.pause()
    expect((await handle.rest).status).toBe('paused')
    expect((await restOf(await runner.resume(handle.run), clock)).status).toBe('done')
    expect(store.read(handle.run).at(-1)).toMatchObject({ output: 'Ada' })
  }
})

test('one runner does not take up a run that it drives already', async () => {
  const { world } = worldWith(new MemoryRunStore())
  const runner = new Runner(world)
  const handle = await runner.start({ skill: skillText('states: { long: { wait: 1h } }'), input: {} })
  await expect(runner.resume(handle.run)).rejects.toMatchObject({ code: 'run-held' })
  await expect(new Runner(world).undo(handle.run)).rejects.toMatchObject({ code: 'run-held' })
  await expect(runner.resume('nothing')).rejects.toMatchObject({ code: 'unknown-run' })
})

test('a drive that lost its run to another process stops, and writes nothing more', async () => {
  const store = new MemoryRunStore()
  const { world, clock } = worldWith(store)
  const handle = await new Runner(world).start({ skill: skillText('states: { long: { wait: 1h } }'), input: {} })
  store.claim = () => false
  clock.jump()
  await expect(handle.rest).rejects.toMatchObject({ code: 'run-held' })
  expect(store.read(handle.run)).toHaveLength(1)
})

test('a store that can not renew the claim for once does not end the run', async () => {
  const store = new MemoryRunStore()
  const { world, clock } = worldWith(store)
  const handle = await new Runner(world).start({ skill: skillText('states: { long: { wait: 1m } }'), input: {} })
  const claim = store.claim.bind(store)
  let failed = 0
  store.claim = (...args) => {
    if (failed++ < 2) throw new Error('The file is locked.')
    return claim(...args)
  }
  expect((await restOf(handle, clock)).status).toBe('done')
  expect(failed).toBeGreaterThan(2)
})

test('a refused take-up leaves the run free', async () => {
  const { world, clock } = worldWith(new MemoryRunStore())
  const handle = await new Runner(world).start({ skill: skillText('states: { done: { end: done } }'), input: {} })
  await restOf(handle, clock)
  await expect(new Runner(world).resume(handle.run)).rejects.toMatchObject({ code: 'run-ended' })
  await expect(new Runner(world).settle(handle.run, true)).rejects.toMatchObject({ code: 'nothing-unknown' })
  expect((await new Runner(world).undo(handle.run)).undone).toBe(true)
})
