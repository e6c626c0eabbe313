import { expect, test } from 'vitest'
import { Runner } from '../../engine/run/runner.ts'
import { whyNot } from '../../engine/run/why-not.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { attempt, page, type Attempt } from '../helpers/attempt.ts'
import { someTool } from '../helpers/test-world.ts'

async function why(more: Attempt, path: string, at?: number) {
  const before = await attempt(more)
  const loaded = await new Runner(before.world).load(before.run)
  const text = (await before.world.store.getText(loaded.state.started?.hash as string)) as string
  return whyNot(loaded, at ?? before.entries.length, path).map((look) => ({ ...look, written: look.range === null ? null : text.slice(look.range.start, look.range.end) }))
}

const count = someTool('count', () => ({ n: 5, big: { list: [1, 2] } }))

test('of the branches of a choose it is told which was taken, which did not hold and why, and which nobody looked at', async () => {
  const looks = await why({ tools: [count, page], skill: 'chela: 1\nname: sample\ninputs: { least: { type: number, default: 10 } }\nstates: { get: { call: count }, page: { call: page }, which: { choose: [ { if: get.n > input.least, next: many }, { if: page.text != "", next: some }, { if: get.n > 0, next: many } ], next: none }, many: { end: done }, some: { end: done }, none: { end: done } }' }, 'which')
  expect(looks).toMatchObject([
    {
      kind: 'choose', to: ['many'], text: 'get.n > input.least', answer: 'did-not-hold', at: 5,
      values: [{ path: 'get.n', shown: { value: 5, labels: [{ trust: 'tool' }] } }, { path: 'input.least', shown: { value: 10, labels: [{ trust: 'skill' }] } }],
    },
    { to: ['some'], answer: 'taken', values: [{ path: 'page.text', shown: { value: '/etc/passwd', labels: [{ trust: 'tool' }, { trust: 'untrusted' }] } }] },
    { to: ['many'], answer: 'not-looked', values: [], at: null },
  ])
  expect(looks.map(({ written }) => written)).toEqual(['get.n > input.least', 'page.text != ""', 'get.n > 0'])
})

test('a branch without a condition is taken when none before it holds', async () => {
  const skill = 'states: { get: { call: count }, which: { choose: [ { if: get.n > 9, next: many }, { next: some }, { if: get.n > 0, next: many } ] }, many: { end: done }, some: { end: done } }'
  expect(await why({ tools: [count], skill }, 'which')).toMatchObject([{ answer: 'did-not-hold' }, { answer: 'taken', text: null, to: ['some'] }, { answer: 'not-looked' }])
})

test('a condition that can not be worked out is told as a fault, and what it read all the same', async () => {
  const skill = 'states: { get: { call: count }, skip: { if: get.missing.deep > 1, call: count, catch: over }, over: { end: done } }'
  const [look] = await why({ tools: [count], skill }, 'skip')
  expect(look).toMatchObject({ kind: 'if', text: 'get.missing.deep > 1', answer: 'fault', values: [{ path: 'get.missing', shown: { value: null } }] })
  expect(look?.fault).toMatch(/missing/u)
})

test('a state that is passed over tells its if', async () => {
  const skill = 'states: { get: { call: count }, skip: { if: "get.big.list.exists(x, x > 2)", call: count }, over: { end: done } }'
  expect(await why({ tools: [count], skill }, 'skip')).toMatchObject([{ kind: 'if', to: ['skip'], answer: 'did-not-hold', values: [{ path: 'get.big.list', shown: { value: [1, 2] } }] }])
})

test('events, delays and the look at rest are told each for itself, as they were last', async () => {
  const skill = `
vars: { n: { type: number, default: 0 } }
states:
  rest:
    always: [ { if: vars.n > 1, next: done } ]
    on:
      go: [ { if: event.data.ok, next: done }, { set: { n: "\${ vars.n + 1 }" } } ]
      other: done
    after: { 1m: [ { if: vars.n > 5, next: done } ], 2m: done }
  done: { end: done }
`
  const looks = await why({ tools: [], skill }, 'rest')
  expect(looks.map(({ kind, event, answer }) => [kind, event, answer])).toEqual([
    ['always', '', 'did-not-hold'], ['on', 'go', 'not-looked'], ['on', 'go', 'not-looked'], ['on', 'other', 'not-looked'], ['after', '', 'did-not-hold'], ['after', '', 'taken'],
  ])
  const before = await attempt({ tools: [], skill: 'states: { wait: { wait: { for: go, if: event.data.ok } }, done: { end: done } }' })
  const handle = await new Runner(before.world).resume(before.run, { event: { name: 'go', data: { ok: false }, labels: [{ trust: 'untrusted', source: 'a page' }] } })
  await handle.rest
  const [look] = whyNot(await new Runner(before.world).load(before.run), 99, 'wait')
  expect(look).toMatchObject({ kind: 'on', event: 'go', answer: 'did-not-hold', values: [{ path: 'event.data.ok', shown: { value: false, labels: [{ source: 'a page' }] } }] })
})

test('of catches it is told which failure came, and which code or condition did not fit', async () => {
  const broken = someTool('broken', () => { throw new ToolError('busy', 'It is busy.') })
  const skill = 'states: { try: { call: broken, catch: [ { code: exists, next: done }, { code: busy, if: "error.message == \'x\'", next: done }, { next: done } ] }, done: { end: done } }'
  const looks = await why({ tools: [broken], skill }, 'try')
  expect(looks.map(({ kind, answer, codes }) => [kind, answer, codes])).toEqual([['catch', 'did-not-hold', ['exists']], ['catch', 'did-not-hold', ['busy']], ['catch', 'taken', []]])
  expect(looks[1]).toMatchObject({ text: "error.message == 'x'", values: [{ path: 'error', shown: { value: { code: 'busy' } } }, { path: 'error.message', shown: { value: 'It is busy.' } }] })
})

test('elements and sub-skills are asked about by their path, and a later turn forgets what an earlier one looked at', async () => {
  const inner = 'chela: 1\nname: inner\ninputs: { n: number }\nstates: { which: { choose: [ { if: input.n == 1, next: a }, { if: input.n == 2, next: b } ] }, a: { end: done }, b: { end: done } }'
  const skill = 'vars: { k: { type: number, default: 0 } }\nstates: { all: { each: "${ [1, 2] }", as: n, run: inner, with: { n: "${ n }" } }, again: { set: { k: "${ vars.k + 1 }" } }, turn: { choose: [ { if: vars.k == 2, next: done }, { if: vars.k < 2, next: again } ] }, done: { end: done } }'
  const at = async (path: string) => (await why({ tools: [], texts: { inner }, skill }, path)).map(({ answer }) => answer)
  expect(await at('all[0]/all_item/which')).toEqual(['taken', 'not-looked'])
  expect(await at('all[1]/all_item/which')).toEqual(['did-not-hold', 'taken'])
  expect(await at('turn')).toEqual(['taken', 'not-looked'])
  await expect(at('nowhere')).rejects.toMatchObject({ code: 'unknown-state' })
  await expect(at('__proto__')).rejects.toMatchObject({ code: 'unknown-state' })
})
