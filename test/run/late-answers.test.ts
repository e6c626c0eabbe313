import { expect, test } from 'vitest'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { Runner } from '../../engine/run/runner.ts'
import { deedsToUndo } from '../../engine/run/undo-run.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import { Ledger, restOf } from '../helpers/describe-run.ts'
import { skillText, someTool, testWorld } from '../helpers/test-world.ts'
import type { Tool } from '../../engine/terms/tool.ts'

/** A tool that works until it is let go on, whatever it is told. */
function stubborn(name: string, more: Partial<Tool> = {}) {
  const ledger = new Ledger()
  const waiting: (() => void)[] = []
  const tool = ledger.deed(name, () => new Promise((resolve) => waiting.push(() => resolve('late'))), { undo: () => ({ tool: 'back', input: {} }), ...more })
  return { tool, ledger, letGo: () => waiting.splice(0).forEach((one) => one()) }
}

async function begin(tools: readonly Tool[], skill: string) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const store = new MemoryRunStore()
  const world = testWorld(tools, { clock: clock as never, store })
  const handle = await new Runner(world).start({ skill: skillText(skill), input: {} })
  const kinds = () => store.read(handle.run).map((entry) => entry.kind)
  return { clock, store, world, handle, kinds, entries: () => store.read(handle.run) as Entry[] }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('an answer after the time-out of an idempotent deed is kept, and undone with the others', async () => {
  const slow = stubborn('put', { idempotent: true, check: undefined as never })
  const { check: _, ...unchecked } = slow.tool
  const { handle, clock, entries } = await begin([unchecked, someTool('back', () => null, { class: 'reversible' })], `
states:
  put: { call: put, timeout: 5s, catch: [{ code: timeout, next: rest }] }
  rest: { wait: 1m }
`)
  while (!handle.state.entered.has('rest')) {
    await turn()
    clock.jump()
  }
  slow.letGo()
  await turn()
  expect((await restOf(handle, clock)).status).toBe('done')
  expect(entries().map(({ kind }) => kind)).toEqual(['run-started', 'tool-called', 'tool-answered', 'answer-late', 'timer-fired', 'run-ended'])
  expect(entries()[2]).toMatchObject({ failure: { code: 'timeout', happened: 'maybe' } })
  expect(deedsToUndo(entries())).toMatchObject([{ undo: { tool: 'back' } }])
})

test('a deed that is still at work when its time is over is unknown, however its check answers, and its late answer settles it', async () => {
  const slow = stubborn('put')
  const { handle, clock, kinds } = await begin([slow.tool, someTool('hum', () => new Promise(() => {}), { timeout: 60_000 })], `
states:
  both:
    together:
      put: { call: put, timeout: 5s, retry: 3 }
      hum: { call: hum }
  done: { end: done }
`)
  while (!kinds().includes('outcome-unknown')) {
    await turn()
    clock.jump()
  }
  expect(slow.ledger.done).toEqual([])
  slow.letGo()
  await turn()
  expect(kinds()).toEqual(['run-started', 'tool-called', 'tool-called', 'outcome-unknown', 'tool-answered'])
  expect(handle.state.unknown).toBeUndefined()
  await restOf(handle, clock)
  expect(slow.ledger.done).toHaveLength(1)
})

test('a deed that ends while it is being stopped counts as done, and is not tried again', async () => {
  const ledger = new Ledger()
  const put = ledger.deed('put', (_input, call) => new Promise((resolve) => call.signal.addEventListener('abort', () => resolve('just so'))))
  const { handle, clock, entries } = await begin([put], `
states:
  put: { call: put, timeout: 5s, retry: 3 }
  done: { end: done, output: "\${ put }" }
`)
  expect((await restOf(handle, clock)).status).toBe('done')
  expect(entries().at(-1)).toMatchObject({ output: 'just so' })
  expect(ledger.done).toHaveLength(1)
})

test('a deed that was stopped and not done is tried again under the same key', async () => {
  const keys: string[] = []
  const ledger = new Ledger()
  const put = ledger.deed('put', (_input, call) => {
    keys.push(call.key)
    if (keys.length === 3) return 'at last'
    return new Promise((_resolve, reject) => call.signal.addEventListener('abort', () => reject(new Error('stopped'))))
  })
  const { handle, clock } = await begin([put], `
states:
  put: { call: put, timeout: 5s, retry: { times: 3, if: error.code == "timeout" } }
  done: { end: done, output: "\${ put }" }
`)
  expect((await restOf(handle, clock)).status).toBe('done')
  expect(new Set(keys).size).toBe(1)
  expect(keys).toHaveLength(3)
})

test('the answer of a branch that lost is kept, and taken back with the rest', async () => {
  const slow = stubborn('put')
  const taken: unknown[] = []
  const { handle, clock, store, world, entries } = await begin([slow.tool, someTool('back', (input) => taken.push(input), { class: 'reversible' })], `
states:
  race:
    together:
      slow: { call: put }
      fast: { wait: 1s }
    first: true
  rest: { wait: 1m }
`)
  while (!handle.state.entered.has('rest')) {
    await turn()
    clock.jump()
  }
  slow.letGo()
  await restOf(handle, clock)
  expect(entries().map(({ kind }) => kind)).toContain('answer-late')
  await new Runner(world).undo(handle.run)
  expect(taken).toHaveLength(1)
  expect(store.read(handle.run).at(-1)).toMatchObject({ kind: 'undo-ended', undone: 1, skipped: 0 })
})

test('the answer of a deed that was cancelled is written before the run ends', async () => {
  const ledger = new Ledger()
  const put = ledger.deed('put', (_input, call) => new Promise((resolve) => call.signal.addEventListener('abort', () => resolve('just so'))))
  const { handle, clock, kinds } = await begin([put], 'states:\n  put: { call: put }\n')
  await turn()
  handle.cancel()
  expect((await restOf(handle, clock)).status).toBe('stopped')
  expect(kinds()).toEqual(['run-started', 'tool-called', 'run-cancelled', 'answer-late', 'run-ended'])
})

test('a cancelled deed that does not end is named by the undo as one nobody knows of', async () => {
  const slow = stubborn('put')
  const { handle, clock, kinds, world, entries } = await begin([{ ...slow.tool, check: async () => ({ happened: false }) }], 'states:\n  put: { call: put }\n')
  await turn()
  handle.cancel()
  expect((await restOf(handle, clock)).status).toBe('stopped')
  expect(kinds()).toEqual(['run-started', 'tool-called', 'run-cancelled', 'answer-late', 'run-ended'])
  await new Runner(world).undo(handle.run)
  expect(entries().at(-2)).toMatchObject({ kind: 'undo-skipped', because: 'Whether put took place is not known.' })
})

test('a run that was killed in the middle of a deed and is then cancelled looks into it first', async () => {
  const slow = stubborn('put')
  const { handle, store } = await begin([slow.tool], 'states:\n  put: { call: put }\n')
  await turn()
  const again = new MemoryRunStore()
  again.append('run1', store.read(handle.run))
  again.putText(handle.state.root?.skill.hash as string, store.getText(handle.state.root?.skill.hash as string) as string)
  slow.ledger.done.push({ tool: 'put', input: {}, key: `${handle.run}:2`, output: 'done' })
  const back = someTool('back', () => null, { class: 'reversible' })
  const runner = new Runner(testWorld([slow.tool, back], { store: again }))
  expect((await runner.cancel('run1')).status).toBe('stopped')
  expect(again.read('run1').map(({ kind }) => kind)).toEqual(['run-started', 'tool-called', 'run-cancelled', 'answer-late', 'run-ended'])
  await runner.undo('run1')
  expect(again.read('run1').at(-1)).toMatchObject({ kind: 'undo-ended', undone: 1 })
})
