/* A run taken step by step, a deed settled with what it answered, and runs whose text can not be read any more. */
import { expect, test } from 'vitest'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { Runner } from '../../engine/run/runner.ts'
import type { World } from '../../engine/run/world.ts'
import { ChelaError } from '../../engine/terms/failure.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import { attempt, no, yes } from '../helpers/attempt.ts'
import { Ledger, restOf } from '../helpers/describe-run.ts'
import { skillText, someTool, testWorld } from '../helpers/test-world.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'

const kinds = async (world: World, run: string) => ((await world.store.read(run)) as readonly Entry[]).map(({ kind }) => kind)

async function steps(skill: string, texts: { readonly [name: string]: string } = {}, answer = yes as typeof yes | typeof no) {
  const ledger = new Ledger()
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const world = testWorld([ledger.deed('put', ({ n }) => n ?? null), ledger.deed('shaky', () => { throw new Error('broken') }, { idempotent: true })], { clock: clock as never, texts, person: { ask: async () => answer } })
  const first = await new Runner(world).start({ skill: skillText(skill), input: {}, pauseAfter: 'activity' })
  let rest = await restOf(first, clock)
  const done = [ledger.done.length]
  const statuses = [rest.status]
  while (rest.status === 'paused' && done.length < 20) {
    rest = await restOf(await new Runner(world).resume(first.run, { pauseAfter: 'activity' }), clock)
    done.push(ledger.done.length)
    statuses.push(rest.status)
  }
  return { done, statuses, kinds: await kinds(world, first.run), ledger }
}

test('a step does the deed of one state and pauses, as a pause by hand is journaled', async () => {
  const { done, statuses, kinds } = await steps('states: { one: { call: put, with: { n: 1 } }, set: { wait: 1h }, two: { call: put, with: { n: 2 } }, done: { end: done } }')
  expect(done).toEqual([1, 2])
  expect(statuses).toEqual(['paused', 'done'])
  expect(kinds.slice(0, 5)).toEqual(['run-started', 'tool-called', 'tool-answered', 'run-paused', 'run-resumed'])
})

test('elements, branches and states of a sub-skill are steps of their own', async () => {
  const inner = 'chela: 1\nname: inner\nstates: { a: { call: put, with: { n: 3 } }, b: { call: put, with: { n: 4 } } }'
  const { done } = await steps('states: { all: { each: "${ [1, 2] }", as: n, at_once: 2, call: put, with: { n: "${ n }" } }, both: { together: { left: { call: put }, right: { call: put } } }, sub: { run: inner }, done: { end: done } }', { inner })
  expect(done.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6])
})

test('a step goes on through all tries of a deed', async () => {
  const { done, statuses, kinds } = await steps('states: { try: { call: shaky, retry: { times: 2 }, catch: put }, put: { call: put, with: { n: 1 } }, done: { end: done } }')
  expect(kinds.filter((kind) => kind === 'tool-called')).toHaveLength(4)
  expect(done).toEqual([0, 1])
  expect(statuses).toEqual(['paused', 'done'])
})

test('a question that was open at the pause is the next step', async () => {
  const { statuses, kinds } = await steps('states: { sure: { confirm: "Sure?", yes: put }, put: { call: put, with: { n: 1 } }, done: { end: done } }')
  expect(kinds.slice(0, 4)).toEqual(['run-started', 'person-asked', 'person-answered', 'run-paused'])
  expect(statuses.at(-1)).toBe('done')
})

/** A run that was killed between a call and its answer, of a tool that can not tell. */
async function unknownRun(skill: string) {
  const put = someTool('put', () => ({ to: 'x' }), { class: 'sensitive', output: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] } })
  const before = await attempt({ skill, tools: [put], answer: () => yes })
  const store = new MemoryRunStore()
  const count = before.entries.findIndex(({ kind }) => kind === 'tool-called') + 1
  store.append(before.run, JSON.parse(JSON.stringify(before.entries.slice(0, count))) as Entry[])
  const { hash, text } = skillText(skill)
  store.putText(hash, text)
  const world = { ...before.world, store } as World
  expect((await (await new Runner(world).resume(before.run)).rest).status).toBe('unknown')
  return { world, run: before.run, store }
}

const putting = 'states: { put: { call: put }, done: { end: done, output: "${ put }" } }'

test('a deed is settled with what the person says that it answered', async () => {
  const { world, run, store } = await unknownRun(putting)
  const rest = await (await new Runner(world).settle(run, true, { to: 'y' })).rest
  expect(rest.status).toBe('done')
  expect(store.read(run).findLast(({ kind }) => kind === 'run-ended')).toMatchObject({ output: { to: 'y' } })
  expect(store.read(run).find(({ kind }) => kind === 'tool-answered')).toMatchObject({ found: 'settled', changed: 'all' })
})

test('an answer that the tool does not give settles nothing, and the run can still be settled', async () => {
  const { world, run, store } = await unknownRun(putting)
  const entries = store.read(run).length
  await expect(new Runner(world).settle(run, true, { to: 1 })).rejects.toMatchObject({ code: 'invalid-input' })
  expect(store.read(run)).toHaveLength(entries)
  const loop: { [name: string]: unknown } = { to: 'y' }
  loop['self'] = loop
  await expect(new Runner(world).settle(run, true, loop as never)).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await (await new Runner(world).settle(run, true)).rest).status).toBe('done')
})

const noText = { machine: () => { throw new ChelaError('faulty-skill', 'It has faults.') } }
const lost = [
  { says: 'has faults by now', change: (): void => {}, more: noText },
  { says: 'is gone', change: (store: MemoryRunStore) => void (store.getText = () => undefined), more: {} },
  { says: 'was changed', change: (store: MemoryRunStore) => void (store.getText = () => 'other'), more: {} },
]

for (const { says, change, more } of lost) {
  test(`a run whose text ${says} is undone from its journal, through the gate`, async () => {
    const ledger = new Ledger()
    const put = ledger.deed('put', () => null, { undo: (input) => ({ tool: 'take', input }) })
    const take = ledger.deed('take')
    const skill = 'states: { one: { call: put, with: { n: 1 } }, two: { call: put, with: { n: 2 } }, done: { end: done } }'
    for (const deny of [false, true]) {
      const before = await attempt({ skill, tools: [put, take] })
      change(before.world.store)
      const policy = { ...before.world.policy, rules: deny ? [{ answer: 'deny', tool: 'take', with: {} }] : [] } as unknown as World['policy']
      const world = { ...before.world, ...more, policy } as World
      const done = ledger.done.length
      const state = await new Runner(world).undo(before.run)
      expect(state.undone).toBe(true)
      expect(ledger.done.slice(done).map(({ tool, input }) => `${tool} ${String(input['n'])}`)).toEqual(deny ? [] : ['take 2', 'take 1'])
      await expect(new Runner(world).load(before.run)).rejects.toThrow(ChelaError)
    }
  })

  test(`a run whose text ${says} is cancelled, and what was in flight is looked into`, async () => {
    for (const happened of [true, false]) {
      const ledger = new Ledger()
      const put = ledger.deed('put', () => null, { undo: (input) => ({ tool: 'put', input }) })
      const before = await attempt({ skill: 'states: { one: { call: put, with: { n: 1 } }, done: { end: done } }', tools: [put] })
      const store = new MemoryRunStore()
      store.append(before.run, before.entries.slice(0, 2))
      change(store)
      if (!happened) ledger.done.length = 0
      const world = { ...before.world, ...more, store } as World
      const { status } = await new Runner(world).cancel(before.run)
      expect(status).toBe('stopped')
      const answered = store.read(before.run).find(({ kind }) => kind === 'tool-answered')
      expect(answered).toMatchObject(happened ? { undo: { tool: 'put' }, found: 'checked' } : { failure: { code: 'cancelled' } })
      expect(ledger.done).toHaveLength(happened ? 1 : 0)
    }
  })
}
