/* Forks: a run goes on from an entry of another one, with a value changed, and comes to the same from wherever it is taken up. */
import { expect, test } from 'vitest'
import { Runner, type ForkOptions } from '../../engine/run/runner.ts'
import { runView } from '../../engine/run/run-view.ts'
import { deedsToUndo } from '../../engine/run/undo-run.ts'
import type { Entry, EntryKind } from '../../engine/terms/journal.ts'
import type { Json } from '../../engine/terms/json.ts'
import { attempt, no, yes } from '../helpers/attempt.ts'
import { describeRun, Ledger, restOf } from '../helpers/describe-run.ts'
import { someTool } from '../helpers/test-world.ts'

const list = someTool('list', () => ({ files: ['a', 'b'] }), { output: { type: 'object', properties: { files: { type: 'array', items: { type: 'string' } } }, required: ['files'] } })

/** The number of the nth entry of a kind. */
function nth(entries: readonly Entry[], kind: EntryKind, count = 1): number {
  return (entries.filter((entry) => entry.kind === kind)[count - 1] as Entry).sequence
}

const moving = `
inputs: { to: { type: string, default: there } }
states:
  look: { call: list }
  all: { each: "\${ look.files }", as: file, call: move, with: { file: "\${ file }", to: "\${ input.to }" } }
  pause: { wait: 1h }
  done: { end: done, output: "\${ all }" }
`

const moves = (ledger: Ledger) => [list, ledger.deed('move', ({ file, to }) => `${String(file)} in ${String(to)}`, { undo: (input) => ({ tool: 'move', input }) })]

describeRun('a fork with nothing changed', {
  tools: moves,
  skill: moving,
  fork: (entries) => ({ at: nth(entries, 'tool-answered', 2) }),
  expect: { status: 'done', output: ['a in there', 'b in there'], deeds: 2 },
})

describeRun('a fork with an answer changed', {
  tools: moves,
  skill: moving,
  fork: (entries) => ({ at: nth(entries, 'tool-answered'), change: { sequence: nth(entries, 'tool-answered'), value: { files: ['x', 'y', 'z'] } } }),
  expect: { status: 'done', output: ['x in there', 'y in there', 'z in there'], deeds: 3 },
})

describeRun('a fork with an input changed that is undone', {
  tools: moves,
  skill: moving,
  undo: true,
  fork: (entries) => ({ at: nth(entries, 'tool-answered'), change: { sequence: 1, value: { to: 'here' } } }),
  expect: { status: 'done', output: ['a in here', 'b in here'], deeds: 4 },
})

describeRun('a fork at a call that the person says the answer of', {
  tools: moves,
  skill: moving,
  fork: (entries) => ({ at: nth(entries, 'tool-called', 2), change: { sequence: nth(entries, 'tool-called', 2), value: 'said' } }),
  expect: { status: 'done', output: ['said', 'b in there'], deeds: 2 },
})

describeRun('a fork that goes on in the middle of a sub-skill, with a form filled in another way', {
  tools: (ledger) => [ledger.deed('put', ({ n }) => n ?? null)],
  texts: { inner: 'chela: 1\nname: inner\nstates: { form: { ask: { n: { type: number } }, text: Which? }, put: { call: put, with: { n: "${ form.n }" } }, done: { end: done, output: "${ put }" } }' },
  skill: 'states: { first: { call: put, with: { n: 0 } }, sub: { run: inner }, done: { end: done, output: "${ sub }" } }',
  person: { form: { kind: 'filled', values: { n: 1 } } },
  fork: (entries) => ({ at: nth(entries, 'person-answered'), change: { sequence: nth(entries, 'person-answered'), value: { n: 7 } } }),
  expect: { status: 'done', output: 7, deeds: 2 },
})

describeRun('a fork while a question is open, which is asked anew', {
  tools: (ledger) => [ledger.deed('put', ({ n }) => n ?? null)],
  skill: 'states: { sure: { confirm: "Sure?", expires: 60s, yes: put }, put: { call: put, with: { n: 1 } }, done: { end: done, output: "${ put }" } }',
  person: { sure: yes },
  fork: (entries) => ({ at: nth(entries, 'person-asked') }),
  expect: { status: 'done', output: 1, deeds: 1 },
})

describeRun('a fork with an event changed, and an answer of the model', {
  tools: (ledger) => [ledger.deed('put', ({ n }) => n ?? null)],
  skill: 'states: { wait: { wait: { for: go } }, think: { think: "How many?", given: { n: "${ wait.n }" }, answer: { type: number } }, put: { call: put, with: { n: "${ wait.n + think }" } }, done: { end: done, output: "${ put }" } }',
  events: [{ name: 'go', data: { n: 1 } }],
  world: { model: { local: true, answer: async () => ({ value: 10 }) } },
  fork: (entries) => ({ at: nth(entries, 'event-received'), change: { sequence: nth(entries, 'event-received'), value: { n: 5 } } }),
  expect: { status: 'done', output: 15 },
})

async function moved(more: Partial<Parameters<typeof attempt>[0]> = {}) {
  const ledger = new Ledger()
  return { ledger, ...(await attempt({ skill: moving, tools: moves(ledger), ...more })) }
}

async function fork(before: Awaited<ReturnType<typeof moved>>, options: ForkOptions) {
  const handle = await new Runner(before.world).fork(before.run, options)
  const rest = await restOf(handle, before.clock)
  return { handle, rest, entries: (await before.world.store.read(handle.run)) as readonly Entry[] }
}

test('a fork begins with the very entries of the old run, which stays as it was, and says where it comes from', async () => {
  const before = await moved()
  const at = nth(before.entries, 'tool-answered', 2)
  const { entries, handle } = await fork(before, { at })
  expect(entries.slice(1, at)).toEqual(before.entries.slice(1, at))
  expect(entries[0]).toEqual({ ...before.entries[0], forkedFrom: { run: before.run, at } })
  expect(entries[at]).toMatchObject({ sequence: at + 1, kind: 'run-forked', run: before.run, at })
  expect(await before.world.store.read(before.run)).toEqual(before.entries)
  expect(await before.world.store.find(handle.run)).toMatchObject({ status: 'done', started: (entries[at] as Entry).time })
})

test('a fork of a fork goes on from there', async () => {
  const before = await moved()
  const first = await fork(before, { at: 3, change: { sequence: 3, value: { files: ['x'] } } })
  const second = await fork({ ...before, run: first.handle.run }, { at: 4, change: { sequence: 1, value: { to: 'far' } } })
  expect(second.rest.status).toBe('done')
  expect(second.entries.findLast((entry) => entry.kind === 'run-ended')).toMatchObject({ output: ['x in far'] })
})

test('an undo of a fork takes back what the fork did, and nothing of before', async () => {
  const before = await moved()
  const { entries } = await fork(before, { at: nth(before.entries, 'tool-answered', 2) })
  expect(deedsToUndo(before.entries).map(({ call }) => call.input['file'])).toEqual(['b', 'a'])
  expect(deedsToUndo(entries).map(({ call }) => call.input['file'])).toEqual(['b'])
})

test('a wait that was under way takes as long as was left of it, and a limit of time counts the time of the run alone', async () => {
  const ledger = new Ledger()
  const before = await moved({ skill: `limits: { time: 2h }\n${moving}`, tools: moves(ledger) })
  before.clock.jump()
  const at = nth(before.entries, 'tool-answered', 3)
  before.clock.jump()
  const { rest, entries, handle } = await fork(before, { at })
  expect(rest.status).toBe('done')
  const fired = entries.find((entry) => entry.kind === 'timer-fired') as Entry
  expect(runView(await new Runner(before.world).load(handle.run)).states.find(({ path }) => path === 'pause')).toMatchObject({ duration: 3_600_000 })
  expect(fired.time - (entries[at] as Entry).time).toBe(3_600_000)
})

test('a wait until a time ends at that time also in a fork', async () => {
  const before = await attempt({ skill: 'states: { wait: { wait: { until: "2026-01-01T10:00:00Z" } }, then: { wait: 1h }, done: { end: done } }', tools: [] })
  before.clock.jump()
  const handle = await new Runner(before.world).fork(before.run, { at: 1 })
  await restOf(handle, before.clock)
  const entries = (await before.world.store.read(handle.run)) as readonly Entry[]
  const [first, second] = entries.filter(({ kind }) => kind === 'timer-fired')
  expect(first?.time).toBe((entries[1] as Entry).time)
  expect((second?.time ?? 0) - (first?.time ?? 0)).toBe(3_600_000)
})

test('a run whose text is gone can not be forked', async () => {
  const before = await moved()
  before.world.store.getText = () => undefined
  await expect(new Runner(before.world).fork(before.run, { at: 3, change: { sequence: 3, value: { files: [] } } })).rejects.toMatchObject({ code: 'no-text' })
})

const refusals: readonly { readonly says: string; readonly options: (entries: readonly Entry[]) => ForkOptions; readonly code: string }[] = [
  { says: 'a call is at work', options: (entries) => ({ at: nth(entries, 'tool-called', 2) }), code: 'fork-open' },
  { says: 'the run was over', options: (entries) => ({ at: entries.length }), code: 'fork-place' },
  { says: 'there is no such entry', options: () => ({ at: 99 }), code: 'fork-place' },
  { says: 'the entry is no number', options: () => ({ at: Number.NaN }), code: 'fork-place' },
  { says: 'the entry holds nothing to change', options: (entries) => ({ at: 4, change: { sequence: nth(entries, 'tool-called'), value: 1 } }), code: 'fork-change' },
  { says: 'the change comes later', options: () => ({ at: 3, change: { sequence: 5, value: 1 } }), code: 'fork-change' },
  { says: 'the answer does not fit the tool', options: () => ({ at: 3, change: { sequence: 3, value: { files: 'x' } } }), code: 'invalid-input' },
  { says: 'the input does not fit the skill', options: () => ({ at: 1, change: { sequence: 1, value: { to: 1 } } }), code: 'invalid-input' },
  { says: 'what was done since was done to something else', options: () => ({ at: 5, change: { sequence: 3, value: { files: ['x'] } } }), code: 'fork-differs' },
]

for (const { says, options, code } of refusals) {
  test(`no fork where ${says}`, async () => {
    const before = await moved()
    await expect(new Runner(before.world).fork(before.run, options(before.entries))).rejects.toMatchObject({ name: 'ChelaError', code })
    expect(await before.world.store.list()).toHaveLength(1)
    expect(before.ledger.done).toHaveLength(2)
  })
}

test('no fork of a run that is not there, and none while a deed that may have been done waits for its next try', async () => {
  const before = await moved()
  await expect(new Runner(before.world).fork('nobody', { at: 1 })).rejects.toMatchObject({ code: 'unknown-run' })
  const shaky = someTool('shaky', () => { throw new Error('broken') }, { class: 'reversible', idempotent: true })
  const tried = await attempt({ skill: 'states: { put: { call: shaky, retry: { times: 2, after: 1h } } }', tools: [shaky] })
  await expect(new Runner(tried.world).fork(tried.run, { at: 3 })).rejects.toMatchObject({ code: 'fork-open' })
})

test('what the old run was allowed is asked about again in the fork', async () => {
  const asking = 'states: { look: { call: list }, sure: { confirm: "Sure?", of: two, yes: one }, one: { call: send, with: { to: a } }, pause: { wait: 1h }, two: { call: send, with: { to: b } } }'
  const send = someTool('send', () => null, { class: 'sensitive', control: { to: 'address' } })
  let answers = { kind: 'yes', span: 'run' } as typeof yes | typeof no | { kind: 'yes'; span: 'run' }
  const before = await attempt({ skill: asking, tools: [list, send], answer: () => answers })
  expect(before.rest.status).toBe('done')
  answers = no
  const handle = await new Runner(before.world).fork(before.run, { at: nth(before.entries, 'tool-answered', 2) })
  const rest = await restOf(handle, before.clock)
  expect(rest.status).toBe('failed')
  const entries = (await before.world.store.read(handle.run)) as readonly Entry[]
  expect(entries.filter(({ kind }) => kind === 'tool-called')).toHaveLength(2)
})

test('a rehearsal that was approved for the old run covers nothing of the fork, and neither does a text accepted back then', async () => {
  const before = await moved({ envelope: ['0'.repeat(64)], answer: () => yes })
  const world = { ...before.world, accepted: () => false, person: undefined }
  const handle = await new Runner(world).fork(before.run, { at: 3 })
  await handle.rest
  const entries = (await before.world.store.read(handle.run)) as readonly Entry[]
  expect(entries[0]).toMatchObject({ envelope: null, accepted: false })
  expect(entries.filter(({ kind }) => kind === 'person-asked')).toHaveLength(1)
  expect(entries.filter(({ kind }) => kind === 'tool-called')).toHaveLength(1)
})

test('what the person puts in is the person\'s, and what is left of text of others is not', async () => {
  const put = someTool('put', () => null, { class: 'reversible', control: { to: 'id' } })
  const page = someTool('page', () => ({ title: 'A page', text: '/etc/passwd', links: [{ url: 'evil' }] }), { untrusted: ['text', 'links'], output: { type: 'object', properties: { title: {}, text: {}, links: {} } } })
  const skill = 'states: { get: { call: page }, put: { call: put, with: { to: "${ get.text }" } } }'
  const labelsWith = async (value: Json) => {
    const before = await attempt({ skill, tools: [page, put], answer: () => yes })
    const handle = await new Runner(before.world).fork(before.run, { at: 3, change: { sequence: 3, value } })
    await restOf(handle, before.clock)
    const entries = (await before.world.store.read(handle.run)) as readonly Entry[]
    return { changed: entries[2], asked: entries.slice(4).some(({ kind }) => kind === 'person-asked') }
  }
  expect(await labelsWith({ title: 'mine', text: '/home/me', links: [] })).toMatchObject({ changed: { changed: 'all' }, asked: false })
  expect(await labelsWith({ title: 'A page', text: '/home/me', links: [{ url: 'evil' }] })).toMatchObject({ changed: { changed: 'part', untrusted: ['links'] }, asked: false })
  expect(await labelsWith({ title: 'mine', text: '/etc/passwd', links: [] })).toMatchObject({ changed: { changed: 'part', untrusted: ['text'] }, asked: true })
  expect(await labelsWith({ title: '/etc/passwd', text: 'evil', links: [] })).toMatchObject({ changed: { changed: 'part', untrusted: true }, asked: true })
})
