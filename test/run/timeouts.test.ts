import { expect, test } from 'vitest'
import { Runner } from '../../engine/run/runner.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { again, attempt } from '../helpers/attempt.ts'
import { describeRun, restOf } from '../helpers/describe-run.ts'
import { skillText, someTool, testWorld } from '../helpers/test-world.ts'

const never = () => new Promise<never>(() => {})
const untilAborted = (_question: string, _given: JsonObject, _schema: unknown, signal: AbortSignal) => new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('Aborted.'))))
const silent = { ask: (_question: unknown, _about: unknown, signal: AbortSignal) => new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined))) }

/** Runs a skill of which nobody ever answers anything. */
async function unanswered(skill: string, texts: { readonly [name: string]: string } = {}) {
  const clock = new VirtualClock(0)
  const model = { local: true, answer: untilAborted }
  const world = testWorld([], { clock: clock as never, person: silent, model, texts })
  const handle = await new Runner(world).start({ skill: skillText(skill), input: {} })
  const rest = await restOf(handle, clock)
  return { rest, output: rest.state.end?.output.value, passed: clock.now(), kinds: (await world.store.read(handle.run)).map(({ kind }) => kind) }
}

const caught = 'timeout: 20s, catch: [{ code: timeout, keep: "${ error.code + error.state }" }]'

test('a form that is not filled in time fails as timeout, and its question is closed', async () => {
  const { rest, output, passed } = await unanswered(`
states:
  form: { ask: { name: string }, text: Who?, ${caught} }
  done: { end: done, output: "\${ form }" }
`)
  expect([output, passed, rest.state.asks.size]).toEqual(['timeoutform', 20_000, 0])
})

test('a question to the model fails in the time of its state, be it shorter or longer than that of the engine', async () => {
  for (const time of [20, 600]) {
    const { output, passed } = await unanswered(`
states:
  what: { think: What?, answer: { type: string }, ${caught.replace('20s', `${time}s`)} }
  done: { end: done, output: "\${ what }" }
`)
    expect([output, passed]).toEqual(['timeoutwhat', time * 1000])
  }
})

test('a sub-skill is left when its time is over, with all it had begun, and each try has its time', async () => {
  const { rest, passed, kinds } = await unanswered(
    `
states:
  inner: { run: asks, timeout: 20s, retry: { times: 2, after: 5s, factor: 1 } }
`,
    { asks: 'chela: 1\nname: asks\nstates:\n  form: { ask: { name: string }, text: Who? }\n' },
  )
  expect([rest.status, rest.state.end?.error?.code, passed]).toEqual(['failed', 'timeout', 70_000])
  expect(kinds.filter((kind) => kind === 'skill-started')).toHaveLength(3)
})

test('an each with states of its own is left when its time is over', async () => {
  const { rest, output, passed } = await unanswered(`
states:
  all:
    each: "\${ [1, 2] }"
    states:
      form: { ask: { name: string }, text: Who? }
    ${caught.replace(', catch', '\n    catch')}
  done: { end: done, output: "\${ all }" }
`)
  expect([output, passed, rest.state.asks.size, rest.state.timers.size]).toEqual(['timeoutall', 20_000, 0, 0])
})

test('an each with one activity gives each element its time', async () => {
  const { output, passed } = await unanswered(`
states:
  all: { each: "\${ [1, 2] }", ask: { name: string }, text: Who?, timeout: 20s, catch: [{ code: timeout, keep: late }] }
  done: { end: done, output: "\${ all }" }
`)
  expect([output, passed]).toEqual([['late', 'late'], 40_000])
})

test('a timeout that can not be worked out fails the state', async () => {
  const { rest } = await unanswered(`
inputs: { time: { type: string, default: soon } }
states:
  form: { ask: { name: string }, text: Who?, timeout: "\${ input.time }" }
`)
  expect(rest.state.end?.error?.code).toBe('expression')
})

test('an answer that comes in time leaves no timer behind', async () => {
  const { rest } = await attempt({ tools: [], answer: () => ({ kind: 'filled', values: { name: 'Kim' } }), skill: `
states:
  form: { ask: { name: string }, text: Who?, timeout: 20s }
  wait: { wait: 1m }
  done: { end: done, output: "\${ form.name }" }
` })
  expect([rest.status, rest.state.end?.output.value]).toEqual(['done', 'Kim'])
})

test('a call that is taken up again has the time of its state', async () => {
  let calls = 0
  const slow = someTool('slow', () => (calls++ === 0 ? null : never()), { class: 'read' })
  const skill = 'states:\n  slow: { call: slow, timeout: 3s, catch: [{ code: timeout, keep: late }] }\n  done: { end: done, output: "${ slow }" }\n'
  const first = await attempt({ tools: [slow], skill })
  const { rest } = await again(first, 2, {})
  expect([rest.state.end?.output.value, rest.state.time - Date.UTC(2026, 0, 1)]).toEqual(['late', 3000])
})

describeRun('times that are over', {
  tools: (ledger) => [ledger.deed('put')],
  texts: { slow: 'chela: 1\nname: slow\nstates:\n  put: { call: put }\n  rest: { wait: 1h }\n' },
  world: { model: { local: true, answer: async (question) => ({ value: (await (question === 'Slow?' ? never() : 'tea')) as string }) } },
  skill: `
states:
  inner: { run: slow, timeout: 10s, catch: [{ code: timeout, keep: late }] }
  each:
    each: "\${ [1, 2, 3] }"
    states:
      put: { call: put, with: { n: "\${ item }" } }
      rest: { wait: 30s }
    timeout: 45s
    catch: [{ code: timeout, keep: later }]
  what: { think: Slow?, answer: { type: string }, timeout: 5s, retry: { times: 1, after: 1s }, catch: [{ code: timeout, keep: latest }] }
  quick: { think: Quick?, answer: { type: string }, timeout: 5s }
  done: { end: done, output: "\${ [inner, each, what, quick] }" }
`,
  expect: { status: 'done', output: ['late', 'later', 'latest', 'tea'], deeds: 3 },
})

test('a fork has the time that was left', async () => {
  const clock = new VirtualClock(0)
  const world = testWorld([], { clock: clock as never, person: { ask: async () => undefined } })
  const runner = new Runner(world)
  const handle = await runner.start({ skill: skillText('states:\n  first: { wait: 10s }\n  form: { ask: { name: string }, text: Who?, timeout: 20s }\n'), input: {} as JsonObject })
  await restOf(handle, clock)
  const asked = (await world.store.read(handle.run)).findIndex(({ kind }) => kind === 'person-asked') + 1
  clock.at(1_000_000, () => {})
  clock.jump()
  const fork = await runner.fork(handle.run, { at: asked })
  await restOf(fork, clock)
  expect(clock.now()).toBe(1_020_000)
})
