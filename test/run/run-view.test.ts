import { expect, test } from 'vitest'
import { runTimeline } from '../../engine/run/run-timeline.ts'
import { runView } from '../../engine/run/run-view.ts'
import { Runner } from '../../engine/run/runner.ts'
import { shownValue } from '../../engine/run/shown-value.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { attempt, page, yes, type Attempt } from '../helpers/attempt.ts'
import { someTool } from '../helpers/test-world.ts'

async function loaded(more: Attempt) {
  const before = await attempt(more)
  return { ...before, loaded: await new Runner(before.world).load(before.run) }
}

let tries = 0
const shaky = someTool('shaky', () => {
  if (++tries < 3) throw new ToolError('busy', 'It is busy.')
  return { got: tries }
})
const put = someTool('put', ({ n }) => ({ put: n ?? null }), { class: 'reversible', input: { type: 'object', properties: { n: {}, to: { type: 'string', default: 'here' } } } })
const broken = someTool('broken', () => { throw new ToolError('exists', 'It exists.') })

const skill = `
vars: { count: { type: number, default: 0 } }
states:
  look: { call: page }
  try: { call: shaky, retry: { times: 5, after: 1m } }
  add: { set: { count: "\${ vars.count + 1 }" } }
  all: { each: "\${ [1, 2, 3] }", as: n, call: put, with: { n: "\${ n }" } }
  group:
    states:
      rest: { wait: 5m }
      bad: { call: broken, catch: sub }
  sub: { run: inner, with: { n: 7 } }
  done: { end: done, output: "\${ sub }" }
`
const inner = 'chela: 1\nname: inner\ninputs: { n: number }\nstates: { sure: { confirm: "Sure?", yes: put }, put: { call: put, with: { n: "${ input.n }" } }, done: { end: done, output: "${ put }" } }'
const scene: Attempt = { skill, texts: { inner }, tools: [page, shaky, put, broken], answer: () => yes }

async function whole() {
  tries = 0
  return loaded(scene)
}

test('a view tells of every state when it was entered, how long it took, its tries, what it was given, what it gave and how it failed', async () => {
  const { loaded: run } = await whole()
  const view = runView(run)
  const states = Object.fromEntries(view.states.map((one) => [one.path, one]))
  expect(Object.keys(states)).toEqual(['look', 'try', 'add', 'all', 'all[0]/all_item', 'all[1]/all_item', 'all[2]/all_item', 'group', 'rest', 'bad', 'sub', 'sub/sure', 'sub/put', 'sub/done', 'done'])
  expect(states['try']).toMatchObject({ entered: 1, tries: 3, duration: 180_000, output: { value: { got: 3 } }, active: false })
  expect(states['look']?.output).toMatchObject({ value: { title: 'A page' }, labels: [{ trust: 'tool' }], untrusted: ['text', 'links'] })
  expect(states['all']).toMatchObject({ each: { total: 3, done: 3 }, input: { value: [1, 2, 3] }, output: { value: [{ put: 1 }, { put: 2 }, { put: 3 }] } })
  expect(states['all[1]/all_item']).toMatchObject({ input: { value: { n: 2, to: 'here' } }, output: { value: { put: 2 } } })
  expect(states['group']).toMatchObject({ duration: 300_000 })
  expect(states['bad']?.failure?.value).toMatchObject({ code: 'exists', message: 'It exists.' })
  expect(states['sub/put']).toMatchObject({ skill: 'inner', input: { value: { n: 7 } } })
  expect(view).toMatchObject({ status: 'done', active: [], vars: { count: { value: 1 } }, end: { outcome: 'done', output: { value: { put: 7 } } }, due: null, statesLeftOut: 0 })
})

test('a view shows a run as it stood at any entry, as plain JSON', async () => {
  const { loaded: run, entries } = await whole()
  for (let at = 1; at <= entries.length; at++) {
    const view = runView(run, at)
    expect(JSON.parse(JSON.stringify(view))).toEqual(view)
    expect(view.at).toBe(at)
    for (const path of view.active) expect(view.states.find((one) => one.path === path)?.active, path).toBe(true)
    expect(view.states.filter(({ active }) => active).map(({ path }) => path).sort()).toEqual([...view.active].sort())
  }
  const asked = entries.find(({ kind }) => kind === 'person-asked')
  const asking = runView(run, asked?.sequence)
  expect(asking).toMatchObject({ status: 'waiting', active: ['sub', 'sub/sure'], asks: [{ path: 'sub/sure', question: { value: { kind: 'confirm', text: 'Sure?', card: { tool: 'put', input: { n: 7 } } } } }], end: null })
  const waiting = entries.filter(({ kind }) => kind === 'timer-fired').at(-1)?.sequence as number
  expect(runView(run, waiting - 1)).toMatchObject({ status: 'running', active: ['group', 'rest'], timers: [{ kind: 'after', path: 'rest' }] })
  expect(runView(run, waiting - 1).due).toBe((entries[waiting - 1]?.time ?? 0))
  expect(runView(run, 4)).toMatchObject({ timers: [] })
  expect(runView(run, 5)).toMatchObject({ timers: [{ kind: 'retry', path: 'try' }], states: [{ path: 'look' }, { path: 'try', tries: 1, failure: { value: { code: 'busy' } } }] })
})

test('nothing is active in a run that was cancelled, and branches that were left count no further', async () => {
  const race = await loaded({ skill: 'states: { race: { together: { slow: { states: { long: { wait: 1h } } }, fast: { wait: 1m } }, first: true }, all: { each: "${ [1] }", as: n, after: { 1m: rest }, states: { inside: { wait: 2h } } }, rest: { wait: 1h }, done: { end: done } }', tools: [] })
  const states = Object.fromEntries(runView(race.loaded).states.map((one) => [one.path, one]))
  expect(states['long']).toMatchObject({ duration: 60_000, active: false })
  expect(states['all[0]/inside']).toMatchObject({ active: false })
  expect(states['all[0]/inside']?.duration).toBe(60_000)
  const handle = await new Runner(race.world).start({ skill: { ...(race.loaded.entries[0] as { hash: string }), name: 'sample', text: (await race.world.store.getText(race.loaded.state.started?.hash as string)) as string }, input: {} })
  handle.cancel()
  await handle.rest
  expect(runView(await new Runner(race.world).load(handle.run))).toMatchObject({ status: 'stopped', active: [], states: [{ active: false }, { active: false }, { active: false }, { active: false }] })
})

test('large values are cut with a mark, and of many states the last ones are shown', async () => {
  const { loaded: run } = await whole()
  const view = runView(run, undefined, { characters: 8, states: 4 })
  expect(view.states).toHaveLength(4)
  expect(view.statesLeftOut).toBe(11)
  expect(runView(run, undefined, { characters: 8 }).states.find(({ path }) => path === 'look')?.output).toMatchObject({ cut: true })
  const huge = { texts: Array.from({ length: 1000 }, () => 'x'.repeat(1000)), deep: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as [] }
  const shown = shownValue(huge, 5000)
  expect(shown.cut).toBe(true)
  expect(JSON.stringify(shown).length).toBeLessThan(6000)
  expect(shownValue({ '__proto__': 1, a: ['b'] }, 100)).toEqual({ value: { a: ['b'] }, labels: [] })
  expect(Object.keys(shownValue(JSON.parse('{"__proto__":1}'), 100).value as object)).toEqual(['__proto__'])
})

test('a time line tells each entry in words, with the state it is about and whether a fork can go on from it', async () => {
  const { entries } = await whole()
  const steps = runTimeline(entries)
  expect(steps).toHaveLength(entries.length)
  expect(steps[1]).toMatchObject({ sequence: 2, path: 'look', kind: 'tool-called', words: 'look: page', forkable: false })
  expect(steps[2]).toMatchObject({ path: 'look', kind: 'tool-answered', forkable: true })
  expect(steps.at(-1)).toMatchObject({ path: '', kind: 'run-ended', words: 'ended as done', forkable: false })
  expect(steps.find(({ kind }) => kind === 'person-answered')).toMatchObject({ path: 'sub/sure', words: expect.stringContaining('you answered: yes') as string })
})
