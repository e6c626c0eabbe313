import { expect, test } from 'vitest'
import { Runner } from '../../engine/run/runner.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import type { Budget } from '../../engine/terms/budget.ts'
import { ModelError, type Model } from '../../engine/terms/ports.ts'
import { describeRun, restOf } from '../helpers/describe-run.ts'
import { skillText, someTool, testWorld } from '../helpers/test-world.ts'

type Say = (count: number) => unknown

/** A model that answers with a text, or breaks where `say` throws. */
function model(say: Say): Model & { readonly asked: number } {
  let asked = 0
  return {
    local: true,
    get asked() {
      return asked
    },
    answer: async () => ({ value: String(await say(++asked)), usage: { promptTokens: 80, completionTokens: 20, money: 0.5 } }),
  }
}

const lost = (): never => {
  throw new Error('fetch failed')
}

async function run(skill: string, say: Say | undefined, more: { readonly texts?: { readonly [name: string]: string }; readonly budget?: Budget } = {}) {
  const clock = new VirtualClock(0)
  const used = say === undefined ? undefined : model(say)
  const put = someTool('put', () => null)
  const world = testWorld([put], { clock: clock as never, model: used, ...(more.texts && { texts: more.texts }) })
  const handle = await new Runner(world).start({ skill: skillText(skill), input: {}, ...(more.budget && { budget: more.budget }) })
  const rest = await restOf(handle, clock)
  const entries = await world.store.read(handle.run)
  return { world, clock, rest, run: handle.run, entries, asked: used?.asked, kinds: entries.map(({ kind }) => kind) }
}

async function resumed({ world, run: name, clock }: Awaited<ReturnType<typeof run>>, say: Say | undefined) {
  const runner = new Runner({ ...world, model: say === undefined ? undefined : model(say) })
  return restOf(await runner.resume(name), clock)
}

const think = 'states:\n  what: { think: What?, answer: { type: string } }\n  done: { end: done, output: "${ what }" }\n'

test('a run whose model is lost pauses and asks again when it goes on', async () => {
  const life = await run(think, lost)
  expect([life.rest.status, life.kinds.slice(-3)]).toEqual(['paused', ['model-asked', 'model-answered', 'run-paused']])
  expect(life.entries.at(-1)).toMatchObject({ because: 'The model can not be reached: fetch failed' })
  expect((await resumed(life, lost)).status).toBe('paused')
  const rest = await resumed(life, () => 'tea')
  expect([rest.status, rest.state.end?.output.value, rest.state.spending.calls]).toEqual(['done', 'tea', 3])
})

test('a run without a model pauses before it asks, and goes on with one', async () => {
  const life = await run(think, undefined)
  expect([life.rest.status, life.kinds]).toEqual(['paused', ['run-started', 'activity-failed', 'run-paused']])
  expect((await resumed(life, () => 'tea')).state.end?.output.value).toBe('tea')
})

test('a lost model is asked again as the state says before the run waits', async () => {
  const life = await run(think.replace('{ think', '{ retry: { times: 2 }, think'), (count) => (count < 3 ? lost() : 'tea'))
  expect([life.rest.status, life.asked]).toEqual(['done', 3])
  const never = await run(think.replace('{ think', '{ retry: { times: 2 }, think'), lost)
  expect([never.rest.status, never.asked]).toEqual(['paused', 3])
})

test('a state that catches the loss goes on without the model, wherever the catch stands', async () => {
  const caught = 'catch: [{ code: no-model, keep: none }]'
  const own = await run(think.replace('{ think', `{ ${caught}, think`), lost)
  expect(own.rest.state.end?.output.value).toBe('none')
  const group = await run(`states:\n  all:\n    states:\n      what: { think: What?, answer: { type: string } }\n    ${caught}\n  done: { end: done, output: "\${ all }" }\n`, lost)
  expect(group.rest.state.end?.output.value).toBe('none')
  const inner = `chela: 1\nname: asks\n${think}`
  const outside = await run(`states:\n  all: { run: asks, ${caught} }\n  done: { end: done, output: "\${ all }" }\n`, lost, { texts: { asks: inner } })
  expect(outside.rest.state.end?.output.value).toBe('none')
  const nowhere = await run(`states:\n  all: { run: asks, catch: [{ code: timeout, keep: none }] }\n`, lost, { texts: { asks: inner } })
  expect(nowhere.rest.status).toBe('paused')
})

test('a model that answers nothing fitting fails the state, and the run does not wait', async () => {
  const life = await run(think, () => {
    throw new ModelError('invalid-answer', 'It answered a poem.', { promptTokens: 5, completionTokens: 5 })
  })
  expect([life.rest.status, life.rest.state.end?.error?.code, life.rest.state.spending.tokens]).toEqual(['failed', 'invalid-answer', 10])
})

test('a pause leaves a question open, and it is put again', async () => {
  const clock = new VirtualClock(0)
  const slow: Model = { local: true, answer: (_question, _given, _schema, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('Aborted.')))) }
  const world = testWorld([], { clock: clock as never, model: slow })
  const handle = await new Runner(world).start({ skill: skillText(think), input: {} })
  handle.pause()
  expect((await restOf(handle, clock)).status).toBe('paused')
  const rest = await restOf(await new Runner({ ...world, model: model(() => 'tea') }).resume(handle.run), clock)
  expect([rest.status, rest.state.end?.output.value]).toEqual(['done', 'tea'])
})

test('the time of a state begins anew when the run goes on after a loss', async () => {
  const life = await run(think.replace('{ think', '{ timeout: 20s, think'), lost)
  life.clock.at(100_000, () => {})
  life.clock.jump()
  expect((await resumed(life, () => 'tea')).status).toBe('done')
})

const loop = `
vars: { left: { type: number, default: 20 } }
states:
  what: { think: What?, answer: { type: string }, catch: [{ keep: caught }] }
  count: { set: { left: "\${ vars.left - 1 }" } }
  more: { choose: [{ if: vars.left > 0, next: what }] }
`

test('a run stops before the question that would go over its budget, says which, and can not catch it', async () => {
  for (const [budget, asked, words] of [[{ calls: 3 }, 3, 'budget of calls of this run: 3 of 3'], [{ tokens: 350 }, 4, 'budget of tokens of this run: 400 of 350'], [{ tokens: 305 }, 3, 'budget of tokens of this run: 300 of 305'], [{ money: 1 }, 2, 'budget of money of this run: 1 of 1']] as const) {
    const life = await run(loop, () => 'tea', { budget })
    expect([life.rest.status, life.rest.state.end?.error?.code, life.asked], JSON.stringify(budget)).toEqual(['failed', 'over-budget', asked])
    expect(life.rest.state.end?.error?.message).toContain(words)
  }
  expect((await run(loop, () => 'tea', { budget: { calls: 20 } })).rest.status).toBe('done')
})

test('what was spent before a pause counts after it', async () => {
  const life = await run(loop, (count) => (count > 2 ? lost() : 'tea'), { budget: { calls: 5 } })
  expect(life.rest.state.end?.error?.code).toBe('over-budget')
  const waiting = await run(loop.replace(', catch: [{ keep: caught }]', ''), (count) => (count > 2 ? lost() : 'tea'), { budget: { calls: 5 } })
  expect(waiting.rest.status).toBe('paused')
  const rest = await resumed(waiting, () => 'tea')
  expect([rest.status, rest.state.spending.calls, rest.state.spending.tokens]).toEqual(['failed', 5, 400])
})

test('a budget that is none is refused', async () => {
  await expect(run(think, () => 'tea', { budget: { calls: -1 } })).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(run(think, () => 'tea', { budget: { cents: 1 } as Budget })).rejects.toMatchObject({ code: 'invalid-input' })
})

describeRun('a model that is lost again and again', {
  tools: (ledger) => [ledger.deed('put')],
  world: { model: { local: true, answer: async (question) => (question === 'Lost?' ? lost() : { value: 'tea' }) } },
  skill: `
states:
  lost: { think: Lost?, answer: { type: string }, retry: { times: 1 }, catch: [{ code: no-model, keep: none }] }
  put: { call: put }
  found: { think: Found?, answer: { type: string } }
  done: { end: done, output: "\${ lost + found }" }
`,
  expect: { status: 'done', output: 'nonetea', deeds: 1 },
})
