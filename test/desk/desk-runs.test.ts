import { expect, test } from 'vitest'
import type { News } from '../../engine/desk/desk.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import { someTool } from '../helpers/test-world.ts'
import { accept, askOf, opened, rested, until } from './desk-hands.ts'
import { memoryDesk, memoryHome } from './memory-desk.ts'

const asks = `chela: 1
name: ask-name
states:
  who:
    ask: { name: string, age: { type: integer, default: 1 } }
    text: Who are you?
  done: { end: done, output: "\${ who.name }" }
`

const waits = `chela: 1
name: wait-for-door
states:
  door: { wait: { for: door.opened } }
  done: { end: done, output: "\${ door.who }" }
`

const steps = `chela: 1
name: two-steps
inputs: { start: integer }
uses: { test.add: {} }
states:
  one: { call: test.add, with: { value: "\${ input.start }" } }
  two: { call: test.add, with: { value: "\${ one.value }" } }
  done: { end: done, output: "\${ two.value }" }
`

const number = { type: 'object', properties: { value: { type: 'integer' } }, required: ['value'] } as const
const add = someTool('test.add', ({ value }) => ({ value: Number(value) + 1 }), { input: number, output: number })

async function started(text: string, input = {}, more: { readonly stepping?: boolean } = {}) {
  const home = memoryHome()
  const desk = await opened(home, [add])
  await accept(desk, text)
  return { home, desk, ...(await desk.start({ text, input, ...more })) }
}

const outputOf = (entries: readonly Entry[]): unknown => entries.flatMap((entry) => (entry.kind === 'run-ended' ? [entry.output] : []))[0]

test('a form that is not filled rightly stays open, with a sentence that says where', async () => {
  const { desk, run } = await started(asks)
  const { ask } = await askOf(desk, run)
  await expect(desk.answer(run, ask, { kind: 'filled', values: { name: 7 } })).rejects.toMatchObject({ code: 'invalid-answer', message: expect.stringContaining('name') })
  await expect(desk.answer(run, ask, { kind: 'filled', values: {} })).rejects.toMatchObject({ code: 'invalid-answer' })
  await expect(desk.answer(run, ask, { kind: 'yes', span: 'once' })).rejects.toMatchObject({ code: 'invalid-answer' })
  await expect(desk.answer(run, ask, { kind: 'expired' })).rejects.toMatchObject({ code: 'invalid-answer' })
  expect(await desk.asks()).toHaveLength(1)
  await desk.answer(run, ask, { kind: 'filled', values: { name: 'Ada' } })
  await rested(desk, run, 'done')
  expect(outputOf(await desk.entries(run))).toBe('Ada')
  expect(await desk.asks()).toEqual([])
})

test('of two answers at once the first counts and the second is told so', async () => {
  const { desk, run } = await started(asks)
  const { ask } = await askOf(desk, run)
  const answers = await Promise.allSettled(['Ada', 'Bob'].map((name) => desk.answer(run, ask, { kind: 'filled', values: { name } })))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  await rested(desk, run, 'done')
  expect(outputOf(await desk.entries(run))).toBe('Ada')
  await expect(desk.answer(run, ask, { kind: 'no' })).rejects.toMatchObject({ code: 'ask-answered' })
  await expect(desk.answer(run, 999, { kind: 'no' })).rejects.toMatchObject({ code: 'unknown-ask' })
  await expect(desk.answer('nothing', 1, { kind: 'no' })).rejects.toMatchObject({ code: 'unknown-ask' })
})

test('a question whose time is over closes as expired', async () => {
  const { desk, run } = await started(asks.replace('    text:', '    expires: 100ms\n    text:'))
  const { ask } = await askOf(desk, run)
  await rested(desk, run, 'failed')
  expect(await desk.asks()).toEqual([])
  await expect(desk.answer(run, ask, { kind: 'filled', values: { name: 'Ada' } })).rejects.toMatchObject({ code: 'ask-expired' })
})

test('a paused run lets its question go, takes no answer and no event, and asks again when it goes on', async () => {
  const { desk, run } = await started(asks)
  const { ask } = await askOf(desk, run)
  await desk.pause(run)
  await rested(desk, run, 'paused')
  expect(await desk.asks()).toEqual([])
  await expect(desk.answer(run, ask, { kind: 'filled', values: { name: 'Ada' } })).rejects.toMatchObject({ code: 'ask-closed' })
  await expect(desk.send(run, 'door.opened', {})).rejects.toMatchObject({ code: 'run-paused' })
  await desk.resume(run)
  expect((await askOf(desk, run)).ask).toBe(ask)
  await expect(desk.resume(run)).rejects.toMatchObject({ code: 'run-at-work' })
  await desk.cancel(run)
  await rested(desk, run, 'stopped')
  expect(await desk.asks()).toEqual([])
  await expect(desk.resume(run)).rejects.toMatchObject({ code: 'run-ended' })
  await expect(desk.pause(run)).rejects.toMatchObject({ code: 'run-ended' })
})

test('a run that waits for an event takes it, at rest or paused before', async () => {
  const { desk, run } = await started(waits)
  for (const name of ['', 'chela.done', 'xstate.init', 'x'.repeat(201)]) await expect(desk.send(run, name, {})).rejects.toMatchObject({ code: 'invalid-input' })
  await desk.pause(run)
  await rested(desk, run, 'paused')
  await desk.resume(run)
  await rested(desk, run, 'running')
  await desk.send(run, 'window.opened', {})
  await desk.send(run, 'door.opened', { who: 'Ada' })
  await rested(desk, run, 'done')
  expect(outputOf(await desk.entries(run))).toBe('Ada')
  await expect(desk.send(run, 'door.opened', {})).rejects.toMatchObject({ code: 'run-ended' })
  await expect(desk.send('nothing', 'door.opened', {})).rejects.toMatchObject({ code: 'unknown-run' })
})

test('goes step by step, and each press of the key is one deed', async () => {
  const { desk, run } = await started(steps, { start: 1 }, { stepping: true })
  const calls = async () => (await desk.entries(run)).filter(({ kind }) => kind === 'tool-called').length
  await rested(desk, run, 'paused')
  expect(await calls()).toBe(1)
  await desk.step(run)
  await until(async () => (await calls()) === 2)
  await rested(desk, run, 'paused', 'done')
  if ((await desk.runs())[0]?.status === 'paused') await desk.resume(run)
  await rested(desk, run, 'done')
  expect(outputOf(await desk.entries(run))).toBe(3)
})

test('goes on from an entry with another value as a new run, for an accepted text only', async () => {
  const { home, desk, run } = await started(steps, { start: 1 })
  await rested(desk, run, 'done')
  const entries = await desk.entries(run)
  const answer = entries.find(({ kind }) => kind === 'tool-answered')?.sequence ?? 0
  const fork = await desk.fork({ run, at: answer, change: { sequence: answer, value: { value: 40 } } })
  await rested(desk, fork.run, 'done')
  expect(outputOf(await desk.entries(fork.run))).toBe(41)
  expect(await desk.entries(run)).toEqual(entries)
  home.accepted.length = 0
  await expect(desk.fork({ run, at: answer })).rejects.toMatchObject({ code: 'not-accepted' })
  await expect(desk.fork({ run: 'nothing', at: 1 })).rejects.toMatchObject({ code: 'unknown-run' })
})

test('whoever follows a run gets each entry once and in order, however late they come', async () => {
  const { desk, run } = await started(asks)
  const heard = new Map<number, number[]>([[0, []], [2, []]])
  for (const [after, got] of heard) desk.watch((news) => news.kind === 'entry' && news.run === run && got.push(news.entry.sequence), { run, after })
  const { ask } = await askOf(desk, run)
  await desk.answer(run, ask, { kind: 'filled', values: { name: 'Ada' } })
  await rested(desk, run, 'done')
  const all = (await desk.entries(run)).map(({ sequence }) => sequence)
  await until(() => heard.get(0)?.length === all.length && heard.get(2)?.length === all.length - 2)
  expect([...heard.values()]).toEqual([all, all.slice(2)])
})

test('a window that breaks harms no other, and one that left hears nothing more', async () => {
  const { desk } = await started(asks)
  const heard: News[] = []
  desk.watch(() => {
    throw new Error('The window broke.')
  })
  const stop = desk.watch((news) => heard.push(news))
  await desk.save('mine/a', 'x', null)
  await until(() => heard.some((news) => news.kind === 'skills' && news.ids.includes('mine/a')))
  stop()
  heard.length = 0
  await desk.save('mine/b', 'x', null)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(heard).toEqual([])
})

test('a run that was at work when the desk was closed goes on when it is opened again; one that the person paused does not', async () => {
  const home = memoryHome()
  const first = await memoryDesk(home)
  await accept(first, asks)
  const { run } = await first.start({ text: asks, input: {} })
  const paused = (await first.start({ text: asks, input: {} })).run
  const { ask } = await askOf(first, run)
  await askOf(first, paused)
  await first.pause(paused)
  await rested(first, paused, 'paused')
  await first.close()
  const second = await opened(home)
  expect((await askOf(second, run)).ask).toBe(ask)
  await second.answer(run, ask, { kind: 'filled', values: { name: 'Ada' } })
  await rested(second, run, 'done')
  expect(await rested(second, paused, 'paused')).toBe('paused')
})

test('a run that goes step by step goes no further when the desk is closed and opened, or its process is gone', async () => {
  const home = memoryHome()
  const first = await memoryDesk(home, [add])
  const asking = steps.replace('  two:', '  sure: { confirm: Go on?, expires: 5m }\n  two:')
  await accept(first, asking)
  const { run } = await first.start({ text: asking, input: { start: 1 }, stepping: true })
  await rested(first, run, 'paused')
  await first.step(run)
  const { ask } = await askOf(first, run)
  await first.close()
  const second = await opened(home, [add])
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(await rested(second, run, 'paused')).toBe('paused')
  await second.close()
  // As a process leaves it that was killed in the middle of a step.
  const { length } = home.store.read(run)
  home.store.append(run, [{ sequence: length + 1, time: Date.now(), kind: 'run-resumed' }])
  const third = await opened(home, [add])
  expect((await askOf(third, run)).ask).toBe(ask)
  await third.answer(run, ask, { kind: 'yes', span: 'once' })
  await rested(third, run, 'paused')
  expect((await third.entries(run)).filter(({ kind }) => kind === 'tool-called')).toHaveLength(1)
})

test('an undo that was broken off goes on when the desk is opened again', async () => {
  const home = memoryHome({ '/home/a': 'a' })
  const text = 'chela: 1\nname: trash-a\nuses: { file.trash: { path: /home/a } }\nstates:\n  go: { call: file.trash, with: { path: /home/a } }\n  done: { end: done }\n'
  const first = await memoryDesk(home)
  await accept(first, text)
  const { run } = await first.start({ text, input: {} })
  await rested(first, run, 'done')
  await first.close()
  expect(await home.files.facts('/home/a')).toBeUndefined()
  const { length } = home.store.read(run)
  home.store.append(run, [{ sequence: length + 1, time: Date.now(), kind: 'undo-started' }])
  const second = await opened(home)
  await rested(second, run, 'undone')
  expect(await home.files.facts('/home/a')).toBeDefined()
})

test('a run that waits for an event can be cancelled, and one at work is not undone', async () => {
  const { desk, run } = await started(waits)
  await until(async () => (await desk.entries(run)).length === 1)
  await desk.cancel(run)
  await rested(desk, run, 'stopped')
  const other = await started(asks)
  await askOf(other.desk, other.run)
  await expect(other.desk.undo(other.run)).rejects.toMatchObject({ code: 'run-at-work' })
})

test('a run whose journal can not be read is told of and taken up no more', async () => {
  const home = memoryHome()
  home.store.append('broken', [{ sequence: 1, time: 1, kind: 'run-started', skill: 'gone', hash: '0'.repeat(64), input: {}, origins: {}, memory: {}, intent: {}, mode: 'live', envelope: null, accepted: true }])
  const desk = await opened(home)
  expect(await until(async () => (await desk.facts()).faults[0])).toContain('broken')
})

test('a run that another desk drives is left alone', async () => {
  const { home, desk, run } = await started(asks)
  await askOf(desk, run)
  const other = await opened(home)
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(await other.asks()).toEqual([])
  await expect(other.resume(run)).rejects.toMatchObject({ code: 'run-held' })
  expect((await other.facts()).faults).toEqual([])
})

test('a run is shown as it stood at an entry, with why a way was taken, and its fork says where it comes from', async () => {
  const { desk, run } = await started(steps, { start: 1 })
  await rested(desk, run, 'done')
  const whole = await desk.view(run)
  expect(whole.states.map(({ path, output }) => [path, output?.value])).toEqual([['one', { value: 2 }], ['two', { value: 3 }], ['done', undefined]])
  const first = await desk.view(run, 1)
  expect(first.active).toEqual(['one'])
  expect(await desk.whyNot(run, whole.at, 'one')).toEqual([])
  await expect(desk.whyNot(run, whole.at, 'three')).rejects.toMatchObject({ code: 'unknown-state' })
  expect(await desk.deedWords(run, [0, 1, 2, 2, 99])).toEqual([{ entry: 2, words: expect.any(String), back: null }])
  await expect(desk.view('none')).rejects.toMatchObject({ code: 'unknown-run' })
  const fork = await desk.fork({ run, at: 3, change: { sequence: 3, value: { value: 10 } } })
  await rested(desk, fork.run, 'done')
  const records = await desk.runs()
  expect(records.map((record) => [record.run === fork.run, record.forkedFrom])).toEqual([[true, run], [false, undefined]])
})
