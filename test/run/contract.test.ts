import { expect, test } from 'vitest'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { rehearse } from '../../engine/run/rehearse.ts'
import { Runner } from '../../engine/run/runner.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import type { World } from '../../engine/run/world.ts'
import type { Contract } from '../../engine/terms/contract.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { describeRun, Ledger, restOf } from '../helpers/describe-run.ts'
import { skillText, someTool, testWorld } from '../helpers/test-world.ts'

const put = { words: 'put things into a or b', tool: 'put', with: { to: ['a', 'b'] } }
const contract = (more: Partial<Contract> = {}): Contract => ({ words: 'Put it away.', allowed: [put], required: [], limits: [], until: undefined, ...more })

interface Life {
  readonly contract?: Contract
  readonly texts?: { readonly [name: string]: string }
  readonly world?: Partial<World>
  readonly more?: Partial<Tool>
}

function worldOf({ texts, world, more }: Life) {
  const ledger = new Ledger()
  const clock = new VirtualClock(0)
  const tools = [ledger.deed('put', ({ to }) => to ?? null, { control: { to: 'id' }, ...more }), ledger.deed('send', () => null, { control: { to: 'address' } })]
  return { ledger, clock, world: testWorld(tools, { clock: clock as never, ...(texts && { texts }), ...world }) }
}

async function run(skill: string, life: Life = {}) {
  const made = worldOf(life)
  const handle = await new Runner(made.world).start({ skill: skillText(skill), input: {}, contract: life.contract ?? contract() })
  const rest = await restOf(handle, made.clock)
  return ended(made, handle.run, rest)
}

async function ended(made: ReturnType<typeof worldOf>, name: string, rest: Awaited<ReturnType<typeof restOf>>) {
  const entries = [...(await made.world.store.read(name))]
  const end = entries.findLast((entry) => entry.kind === 'run-ended')
  return { ...made, run: name, rest, entries, done: made.ledger.done.map(({ tool, input }) => `${tool} ${String(input['to'])}`), because: end?.kind === 'run-ended' ? (end.failure?.message ?? end.because) : undefined, code: end?.kind === 'run-ended' ? end.failure?.code : undefined }
}

const puts = (...places: readonly string[]): string => `states:\n${places.map((to, index) => `  put${index}: { call: put, with: { to: ${to} } }\n`).join('')}`

test('a deed outside the contract is denied, with the words of what it breaks', async () => {
  const { done, because, code } = await run(puts('a', 'c'))
  expect([done, code]).toEqual([['put a'], 'denied'])
  expect(because).toBe('You allowed "put things into a or b": put may only use as its "to" "a" or "b"; its "to", "c", is not among them.')
  expect((await run('states:\n  send: { call: send, with: { to: kim@example.org } }\n')).because).toBe('You asked for "Put it away."; nothing in it allows send.')
})

test('it holds in sub-skills, and in each element', async () => {
  const texts = { inner: `chela: 1\nname: inner\n${puts('c')}` }
  expect((await run('states:\n  in: { run: inner }\n', { texts })).done).toEqual([])
  expect((await run('states:\n  all: { each: "${ [\'a\', \'c\'] }", call: put, with: { to: "${ item }" } }\n')).done).toEqual(['put a'])
})

test('a limit counts the deeds of the run, those at the same time too', async () => {
  const limits = [{ words: 'two at most', tool: 'put', with: {}, times: 2, atMost: {} }]
  const { done, because } = await run(puts('a', 'b', 'a'), { contract: contract({ limits }) })
  expect([done, because]).toEqual([['put a', 'put b'], 'You set the limit "two at most": at most 2 times, and that is reached.'])
  const atOnce = 'states:\n  all: { each: "${ [1, 2, 3, 4] }", at_once: 4, call: put, with: { to: a }, catch: [{ keep: refused }] }\n'
  const slow = { prepare: () => new Promise<null>((resolve) => setImmediate(() => resolve(null))) }
  expect((await run(atOnce, { contract: contract({ limits }), more: slow })).done).toEqual(['put a', 'put a'])
})

test('a limit over several tools counts the deeds of all of them together', async () => {
  const both = { words: 'anything twice', tool: 'put', also: ['send'], with: {}, times: 2, atMost: { euros: 5 } }
  const allowed = [put, { words: 'send', tool: 'send', with: {} }]
  const skill = 'states:\n  put: { call: put, with: { to: a } }\n  send: { call: send, with: { to: kim@example.org } }\n  more: { call: send, with: { to: kim@example.org } }\n'
  const life = await run(skill, { contract: contract({ allowed, limits: [both] }) })
  expect([life.done, life.because]).toEqual([['put a', 'send kim@example.org'], 'You set the limit "anything twice": at most 2 times, and that is reached.'])
  const [started] = life.entries as [Entry & { kind: 'run-started' }]
  expect(started.contract?.limits[0]?.also).toEqual(['send'])
  expect((await run('states:\n  send: { call: send, with: { to: kim@example.org, euros: 6 } }\n', { contract: contract({ allowed, limits: [both] }) })).code).toBe('denied')
  await expect(run(skill, { contract: contract({ limits: [{ ...both, also: [1 as never] }] }) })).rejects.toMatchObject({ code: 'invalid-contract' })
})

test('a limit with places counts each deed that could touch one of them, also one that touches more', async () => {
  const limits = [{ words: 'b once', tool: 'put', with: { to: ['b'] }, times: 1, atMost: {} }]
  expect((await run(puts('a', 'b', 'a', 'b'), { contract: contract({ limits }) })).done).toEqual(['put a', 'put b', 'put a'])
  expect((await run(puts('b', '[a, b]'), { contract: contract({ limits }) })).done).toEqual(['put b'])
  expect((await run(puts('[a, b]', '[b, a]'), { contract: contract({ limits }) })).done).toEqual(['put a,b'])
})

test('an amount above the limit, and anything after the time, is denied', async () => {
  const limits = [{ words: 'five euros', tool: 'put', with: {}, times: undefined, atMost: { euros: 5 } }]
  const paying = (euros: number) => `states:\n  put: { call: put, with: { to: a, euros: ${euros} } }\n`
  expect((await run(paying(5), { contract: contract({ limits }) })).done).toHaveLength(1)
  expect((await run(paying(6), { contract: contract({ limits }) })).because).toBe('You set the limit "five euros": "euros" may be at most 5, and it is "6".')
  const late = await run('states:\n  put: { call: put, with: { to: a } }\n  wait: { wait: 1h }\n  more: { call: put, with: { to: a } }\n', { contract: contract({ until: 1000 }) })
  expect([late.done, late.because]).toEqual([['put a'], 'The time you gave for "Put it away." is over.'])
})

const both = contract({ required: [{ ...put, words: 'put two things away', times: 2 }] })

test('a run is not done while something required is open, and says what', async () => {
  const short = await run(`${puts('a')}  done: { end: done, output: 1 }\n`, { contract: both })
  expect([short.rest.status, short.code, short.because]).toEqual(['failed', 'open-items', 'Not all was done: "put two things away" (1 of 2 done).'])
  expect((await run(puts('a', 'b'), { contract: both })).rest.status).toBe('done')
  expect((await run('states:\n  stop: { end: stopped, because: no }\n', { contract: both })).rest.status).toBe('stopped')
})

test('a deed that failed is no receipt; one of which nobody knows leaves the end unknown', async () => {
  const skill = 'states:\n  put: { call: put, with: { to: a }, catch: [{ keep: 1 }] }\n'
  const one = contract({ required: [{ ...put, times: 1 }] })
  const breaks: Partial<Tool> = { idempotent: true, check: async () => ({ happened: false }), perform: async () => Promise.reject(new Error('It broke.')) }
  expect((await run(skill, { contract: one, more: breaks })).because).toBe('Not all was done: "put things into a or b" (not done).')
  const { check: _, ...blind } = breaks
  const unknown = await run(skill, { contract: one, more: { ...blind, check: undefined as never } })
  expect([unknown.rest.status, unknown.because]).toEqual(['unknown', 'Whether all was done is not known: "put things into a or b" (not done, 1 perhaps).'])
})

test('what the run takes back is outside of the contract, and its time', async () => {
  const undo = { undo: () => ({ tool: 'put', input: { to: 'back' } }) }
  const life = await run(puts('a'), { contract: contract({ until: 5 }), more: undo })
  life.clock.at(1_000_000, () => {})
  life.clock.jump()
  await new Runner(life.world).undo(life.run)
  expect(life.ledger.done.map(({ input }) => input['to'])).toEqual(['a', 'back'])
})

const waits = 'states:\n  wait: { wait: { for: go } }\n  put: { call: put, with: { to: c } }\n'
const wider = contract({ allowed: [{ ...put, with: {} }] })

test('the person widens it while the run waits, and while it is driven', async () => {
  for (const live of [true, false]) {
    const made = worldOf({})
    const runner = new Runner(made.world)
    const handle = await runner.start({ skill: skillText(live ? waits.replace('{ for: go }', '1h') : waits), input: {}, contract: contract() })
    if (!live) await handle.rest
    await runner.widenContract(handle.run, wider)
    const rest = live ? await restOf(handle, made.clock) : await restOf(await new Runner(made.world).resume(handle.run, { event: { name: 'go', data: {} } }), made.clock)
    const life = await ended(made, handle.run, rest)
    expect([life.rest.status, life.done, life.entries.filter(({ kind }) => kind === 'contract-changed').length]).toEqual(['done', ['put c'], 1])
  }
})

test('a contract that is none, has other words, comes late or where none was is refused', async () => {
  const { world, run: name } = await run(puts('a'))
  const runner = new Runner(world)
  await expect(runner.widenContract(name, wider)).rejects.toMatchObject({ code: 'run-ended' })
  const open = await runner.start({ skill: skillText(waits), input: {}, contract: contract() })
  await open.rest
  await expect(runner.widenContract(open.run, { ...wider, words: 'Else.' })).rejects.toMatchObject({ code: 'invalid-contract' })
  await expect(runner.widenContract(open.run, { ...wider, allowed: [{ ...put, with: { to: 'a' as never } }] })).rejects.toMatchObject({ code: 'invalid-contract' })
  const free = await runner.start({ skill: skillText(waits), input: {} })
  await free.rest
  await expect(runner.widenContract(free.run, wider)).rejects.toMatchObject({ code: 'no-contract' })
  await expect(runner.widenContract('none', wider)).rejects.toMatchObject({ code: 'unknown-run' })
  await expect(runner.start({ skill: skillText(waits), input: {}, contract: {} as Contract })).rejects.toMatchObject({ code: 'invalid-contract' })
})

test('a fork is held to the same contract, and its receipts are those it begins with', async () => {
  const skill = `${puts('a')}  wait: { wait: 1h }\n  more: { call: put, with: { to: b } }\n`
  const limits = [{ words: 'two at most', tool: 'put', with: {}, times: 2, atMost: {} }]
  const first = await run(skill, { contract: { ...both, limits } })
  expect(first.rest.status).toBe('done')
  const at = first.entries.find(({ kind }) => kind === 'timer-fired')?.sequence as number
  const fork = await new Runner(first.world).fork(first.run, { at: at - 1 })
  const rest = await restOf(fork, first.clock)
  expect([rest.status, rest.state.contract?.words]).toEqual(['done', 'Put it away.'])
  const before = await new Runner(first.world).fork(first.run, { at: 1 })
  expect((await restOf(before, first.clock)).status).toBe('done')
})

test('a rehearsal shows what would be denied and what would stay open', async () => {
  const { world } = worldOf({})
  const shown = async (skill: string) => rehearse(world, { skill: skillText(skill), input: {}, ports: world.ports, store: new MemoryRunStore(), contract: both })
  const short = await shown(`states:\n  put: { call: put, with: { to: c }, catch: [{ keep: 1 }] }\n`)
  expect([short.denied.map(({ tool }) => tool), short.open, short.outcome]).toEqual([['put'], ['"put two things away" (0 of 2 done)'], 'failed'])
  expect(await shown(puts('a', 'b'))).toMatchObject({ denied: [], open: [], outcome: 'done' })
})

test('a contract is kept with its paths as the disk has them', async () => {
  const files = { canonical: async (path: string) => (path === '/broken' ? Promise.reject(new Error('no')) : path.replace('~', '/home/me')) }
  const { world } = worldOf({})
  const clause = { words: 'here', tool: 'put', with: { to: ['~/a', '/broken', 'plain'] } }
  const handle = await new Runner({ ...world, ports: { ...world.ports, files: files as never } }).start({ skill: skillText(waits), input: {}, contract: contract({ allowed: [clause], limits: [{ ...clause, times: 1, atMost: {} }] }) })
  await handle.rest
  const [started] = (await world.store.read(handle.run)) as [Entry & { kind: 'run-started' }]
  expect([started.contract?.allowed[0]?.with, started.contract?.limits[0]?.with]).toEqual([{ to: ['/home/me/a', 'plain'] }, { to: ['/home/me/a', '/broken', 'plain'] }])
})

describeRun('a run with a contract', {
  tools: (ledger) => [ledger.deed('put', ({ to }) => to ?? null, { control: { to: 'id' } }), someTool('look', () => ['a', 'b', 'c'])],
  world: { contract: contract({ allowed: [put, { words: 'look', tool: 'look', with: {} }], required: [{ ...put, times: 2 }], limits: [{ words: 'two at most', tool: 'put', with: {}, times: 2, atMost: {} }] }), model: { local: true, answer: async (question) => ({ value: /Done so far:\n[\s\S]*put to "b"/u.test(question) }) } },
  skill: `
states:
  look: { call: look }
  all: { each: "\${ look }", call: put, with: { to: "\${ item }" }, catch: [{ code: denied, keep: "\${ error.message }" }] }
  sure: { think: Was b put away?, answer: { type: boolean } }
  done: { end: done, output: "\${ [all[2], sure] }" }
`,
  expect: { status: 'done', deeds: 2 },
})
