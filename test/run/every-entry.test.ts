/* Runs of every kind, each stopped at every entry of its journal and taken up again (R1 to R4). */
import { describeRun } from '../helpers/describe-run.ts'
import { someTool } from '../helpers/test-world.ts'
import { ToolError } from '../../engine/terms/tool.ts'

const list = someTool('list', () => ({ files: ['a', 'b', 'c'] }))
const yes = { kind: 'yes', span: 'once' } as const
const no = { kind: 'no' } as const

describeRun('calls one after another', {
  tools: (ledger) => [list, ledger.deed('move', ({ name }) => ({ to: `${String(name)}!` }))],
  skill: `
vars: { count: { type: number, default: 0 } }
states:
  look: { call: list }
  first: { call: move, with: { name: "\${ look.files[0] }" } }
  count: { set: { count: "\${ vars.count + 1 }" } }
  again: { if: vars.count < 3, call: move, with: { name: "\${ first.to + string(vars.count) }" }, next: count }
  done: { end: done, output: "\${ vars.count }" }
`,
  expect: { status: 'done', output: 3 },
})

describeRun('an each, one element after another', {
  tools: (ledger) => [list, ledger.deed('move', ({ name }) => ({ to: `${String(name)}!` }))],
  skill: `
states:
  look: { call: list }
  all: { each: "\${ look.files }", as: file, call: move, with: { name: "\${ file }" } }
  done: { end: done, output: "\${ all.map(m, m.to) }" }
`,
  expect: { status: 'done', output: ['a!', 'b!', 'c!'], deeds: 3 },
})

describeRun('an each with elements side by side and states inside', {
  tools: (ledger) => [list, ledger.deed('move', ({ name }) => ({ to: `${String(name)}!` })), ledger.deed('note')],
  skill: `
states:
  look: { call: list }
  all:
    each: "\${ look.files }"
    as: file
    at_once: 2
    states:
      go: { call: move, with: { name: "\${ file }" } }
      pause: { wait: 1s }
      tell: { call: note, with: { text: "\${ go.to }" } }
      over: { end: done, output: "\${ go.to + string(index) }" }
  done: { end: done, output: "\${ all }" }
`,
  parallel: true,
  expect: { status: 'done', output: ['a!0', 'b!1', 'c!2'], deeds: 6 },
})

describeRun('an each in an each', {
  tools: (ledger) => [ledger.deed('put')],
  skill: `
states:
  rows:
    each: "\${ [[1, 2], [3]] }"
    as: row
    at_once: 2
    states:
      cells: { each: "\${ row }", as: cell, at_once: 2, call: put, with: { cell: "\${ cell }" } }
      over: { end: done, output: "\${ cells.size() }" }
  done: { end: done, output: "\${ rows }" }
`,
  parallel: true,
  expect: { status: 'done', output: [2, 1], deeds: 3 },
})

describeRun('an empty each and a state that is passed over', {
  tools: (ledger) => [ledger.deed('put')],
  skill: `
states:
  none: { each: "\${ [] }", call: put }
  not: { if: "false", call: put }
  done: { end: done, output: { none: "\${ none }", not: "\${ not }" } }
`,
  expect: { status: 'done', output: { none: [], not: null }, deeds: 0 },
})

describeRun('branches together, joined', {
  tools: (ledger) => [ledger.deed('put', ({ n }) => n ?? 0)],
  skill: `
states:
  both:
    together:
      left: { call: put, with: { n: 1 } }
      right:
        states:
          rest: { wait: 5s }
          then: { call: put, with: { n: 2 } }
  done: { end: done, output: "\${ both }" }
`,
  parallel: true,
  expect: { status: 'done', output: { left: 1, right: 2 }, deeds: 2 },
})

describeRun('the first of two branches', {
  tools: (ledger) => [ledger.deed('put', ({ n }) => n ?? 0)],
  skill: `
states:
  race:
    together:
      slow:
        states:
          long: { wait: 1h }
          never: { call: put, with: { n: 9 } }
      fast:
        states:
          short: { wait: 1s }
          won: { call: put, with: { n: 1 } }
    first: true
  done: { end: done, output: "\${ race }" }
`,
  parallel: true,
  expect: { status: 'done', output: { fast: 1 }, deeds: 1 },
})

describeRun('waits for a time, for an hour and for an event', {
  tools: (ledger) => [ledger.deed('put')],
  skill: `
states:
  hour: { wait: 1h }
  until: { wait: { until: "2026-01-01T05:00:00Z" } }
  door: { wait: { for: door.opened, if: event.data.who == "cat", timeout: 1h } }
  note: { call: put, with: { who: "\${ door.who }" } }
  gone: { wait: { for: never, timeout: 1m }, catch: [{ code: timeout, next: done }] }
  done: { end: done, output: "\${ door.who + now.format('HH:mm') }" }
`,
  events: [{ name: 'door.opened', data: { who: 'cat' }, in: 'door' }],
  expect: { status: 'done', output: 'cat05:01', deeds: 1 },
})

describeRun('an event from outside, with one that does not fit', {
  tools: (ledger) => [ledger.deed('put')],
  events: [{ name: 'door.opened', data: { who: 'dog' } }, { name: 'other', data: {} }, { name: 'door.opened', data: { who: 'cat' } }],
  skill: `
states:
  door: { wait: { for: door.opened, if: event.data.who == "cat" } }
  note: { call: put, with: { who: "\${ door.who }" } }
  done: { end: done, output: "\${ door.who }" }
`,
  expect: { status: 'done', output: 'cat', deeds: 1 },
})

describeRun('rests with transitions on events, delays and conditions', {
  tools: (ledger) => [ledger.deed('put')],
  events: [{ name: 'more', data: { by: 2 } }, { name: 'more', data: { by: 3 } }, { name: 'stop', data: {} }],
  skill: `
vars: { sum: { type: number, default: 0 } }
states:
  idle:
    entry: { raise: { event: tick, after: 3s, id: clock } }
    on:
      more: { set: { sum: "\${ vars.sum + event.data.by }" } }
      stop: { next: after, cancel: clock }
    after: { 100d: never }
  after: { call: put, with: { sum: "\${ vars.sum }" } }
  done: { end: done, output: "\${ vars.sum }" }
  never: { end: failed }
`,
  expect: { status: 'done', output: 5, deeds: 1 },
})

describeRun('a form, a confirm and an approval', {
  tools: (ledger) => [ledger.deed('send', ({ to }) => ({ to: to ?? null }), { class: 'sensitive', control: { to: 'address' } })],
  person: { who: { kind: 'filled', values: { to: 'a@example.org' } }, sure: yes, go: yes, other: yes },
  skill: `
states:
  who: { ask: { to: string }, text: Who? }
  sure: { confirm: Send it?, yes: go, no: stop }
  go: { call: send, with: { to: "\${ who.to }" } }
  other: { call: send, with: { to: b@example.org } }
  done: { end: done, output: "\${ go.to }" }
  stop: { end: stopped }
`,
  expect: { status: 'done', output: 'a@example.org', deeds: 2 },
})

describeRun('a no to a confirm and a no to an approval that is caught', {
  tools: (ledger) => [ledger.deed('send', () => null, { class: 'sensitive' }), ledger.deed('put')],
  person: { sure: no, go: no },
  skill: `
states:
  sure: { confirm: Really?, yes: done, no: go }
  go: { call: send, catch: [{ code: denied, next: instead }] }
  skipped: { call: put }
  instead: { call: put, with: { why: "\${ error.code }" } }
  done: { end: done, output: "\${ sure }" }
`,
  expect: { status: 'done', output: false, deeds: 1 },
})

describeRun('a question that expires', {
  tools: (ledger) => [ledger.deed('put')],
  person: { who: { kind: 'expired' }, sure: { kind: 'expired' } },
  skill: `
states:
  who: { ask: { to: string }, text: Who?, catch: [{ code: expired, next: sure }] }
  sure: { confirm: Sure?, yes: done, expired: late }
  late: { call: put }
  done: { end: done, output: "\${ error.code }" }
`,
  expect: { status: 'done', output: 'expired', deeds: 1 },
})

describeRun('tries again, keeps something instead, and catches', {
  tools: (ledger) => {
    let failures = 0
    return [
      ledger.deed('flaky', (_input, call) => {
        if (Number(call.ports.clock.now()) < Date.UTC(2026, 0, 1, 0, 0, 3)) throw new ToolError('busy', `No. ${++failures > 0}`)
        return 'at last'
      }),
      ledger.deed('never', () => {
        throw new ToolError('exists', 'It is there.')
      }),
      ledger.deed('put'),
    ]
  },
  skill: `
states:
  one: { call: flaky, retry: { times: 3, after: 1s } }
  two: { call: never, retry: { times: 2, after: 1s, if: error.code == "busy" }, catch: [{ code: exists, keep: "\${ error.message }" }] }
  three: { call: never, catch: [{ code: busy, next: done }, { if: error.code == "exists", next: four }] }
  four: { call: put }
  done: { end: done, output: { one: "\${ one }", two: "\${ two }" } }
`,
  expect: { status: 'done', output: { one: 'at last', two: 'It is there.' }, deeds: 2 },
})

describeRun('a read that takes too long, in a group with a time-out and tries of its own', {
  tools: (ledger) => [someTool('hang', () => new Promise(() => {})), ledger.deed('put')],
  skill: `
vars: { tries: { type: number, default: 0 } }
states:
  slow: { call: hang, timeout: 2s, catch: [{ code: timeout, next: work }] }
  work:
    timeout: 10s
    retry: { times: 1, after: 1s }
    catch: [{ code: timeout, next: done }]
    states:
      count: { set: { tries: "\${ vars.tries + 1 }" } }
      do: { call: put, with: { n: "\${ vars.tries }" } }
      long: { wait: 1h }
  done: { end: done, output: "\${ vars.tries }" }
`,
  expect: { status: 'done', output: 2, deeds: 2 },
})

describeRun('a group with a history, left and entered again', {
  tools: (ledger) => [ledger.deed('put')],
  events: [{ name: 'out', data: {} }, { name: 'on', data: {} }],
  skill: `
vars: { rounds: { type: number, default: 0 } }
states:
  work:
    history: deep
    on: { out: { next: aside } }
    states:
      one: { call: put, with: { step: 1 } }
      inner:
        states:
          two: { call: put, with: { step: 2 } }
          stay: { wait: { for: on } }
          three: { call: put, with: { step: 3 } }
  done: { end: done, output: "\${ vars.rounds }" }
  aside: { set: { rounds: "\${ vars.rounds + 1 }" }, next: work }
`,
  expect: { status: 'done', output: 1, deeds: 3 },
})

describeRun('sub-skills in an each, one of them failing', {
  texts: {
    'put-one': `
chela: 1
name: put-one
inputs: { n: number }
states:
  bad: { if: input.n == 2, end: failed, because: Not two. }
  put: { call: put, with: { n: "\${ input.n }" } }
  done: { end: done, output: "\${ input.n * 10 }" }
`,
  },
  tools: (ledger) => [ledger.deed('put')],
  skill: `
states:
  all:
    each: "\${ [1, 2, 3] }"
    as: n
    at_once: 2
    run: put-one
    with: { n: "\${ n }" }
    catch: [{ keep: "\${ error.message }" }]
  done: { end: done, output: "\${ all }" }
`,
  parallel: true,
  expect: { status: 'done', output: [10, 'Not two.', 30], deeds: 2 },
})

describeRun('evidence that holds', {
  tools: (ledger) => [
    ledger.deed('put', ({ n }) => n ?? 0),
    someTool('was-put', ({ n }) => ({ was: ledger.done.some(({ input }) => input['n'] === n) }), { evidence: { name: 'was_put', args: ['n'], value: 'was' } }),
  ],
  skill: `
states:
  put: { call: put, with: { n: 7 } }
  done: { end: done, evidence: was_put(put) && !was_put(8), output: "\${ put }" }
`,
  expect: { status: 'done', output: 7, deeds: 1 },
})

describeRun('evidence that does not hold', {
  tools: (ledger) => [ledger.deed('put'), someTool('was-put', () => ({ was: false }), { evidence: { name: 'was_put', args: ['n'], value: 'was' } })],
  skill: `
states:
  put: { call: put }
  done: { end: done, evidence: was_put(1) }
`,
  expect: { status: 'failed', deeds: 1 },
})

describeRun('an answer of the model', {
  tools: (ledger) => [ledger.deed('put')],
  world: { model: { local: true, answer: async (question, given) => ({ value: { kind: `${question} ${String(given['name'])}` } }) } },
  skill: `
states:
  what: { think: What is it?, given: { name: tea }, answer: { type: object, properties: { kind: string } } }
  put: { call: put, with: { kind: "\${ what.kind }" } }
  done: { end: done, output: "\${ what.kind }" }
`,
  expect: { status: 'done', output: 'What is it? tea', deeds: 1 },
})

describeRun('the limit of steps', {
  tools: (ledger) => [ledger.deed('put')],
  skill: `
limits: { steps: 7 }
states:
  put: { call: put }
  again: { next: put }
`,
  expect: { status: 'failed' },
})

describeRun('the limit of time', {
  tools: (ledger) => [ledger.deed('put')],
  skill: `
limits: { time: 90s }
states:
  put: { call: put }
  long: { wait: 1m, next: put }
`,
  expect: { status: 'failed', deeds: 2 },
})

describeRun('deeds that are taken back', {
  tools: (ledger) => [
    ledger.deed('put', ({ n }) => n ?? 0, { undo: (input) => ({ tool: 'take', input }) }),
    ledger.deed('take'),
    ledger.deed('say'),
    ledger.deed('mark'),
  ],
  undo: true,
  skill: `
states:
  one: { call: put, with: { n: 1 } }
  say: { call: say }
  two: { call: put, with: { n: 2 }, undo: { call: mark, with: { n: "\${ result + 10 }" } } }
  three: { call: put, with: { n: 3 } }
  done: { end: done }
`,
  expect: { status: 'done', deeds: 7 },
})
