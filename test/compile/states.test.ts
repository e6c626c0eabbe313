import { expect, test } from 'vitest'
import { Walk } from './machine-of.ts'

test('a state without a key passes on, one with an empty "on" rests', () => {
  const walk = new Walk('states: { a: {}, b: { on: {} }, c: {} }')
  expect(walk.entered).toBe('a b')
  expect(walk.active).toBe('b')
})

test('a list that runs past its last state ends the run as done', () => {
  const walk = new Walk('states: { a: {}, b: {} }')
  expect(walk.end).toMatchObject({ outcome: 'done', output: { value: null } })
  expect(walk.taken.snapshot.ended).toBe(true)
})

test('a state may have the name of the skill', () => {
  const walk = new Walk('states: { sample: { states: { in_it: { on: { go: out } } } }, out: { on: {} } }')
  expect(walk.send('go').active).toBe('out')
  expect(() => walk.machine.logic.states).not.toThrow()
})

test('a call asks for its deed with the values it has then, and its answer is its result', () => {
  const walk = new Walk('inputs: { folder: string }\nstates:\n  look: { call: file.list, with: { folder: "${ input.folder }", depth: "${ null }" } }\n  next: { call: x.y, with: { n: "${ look.files.size() }" } }\n', { folder: '/d' })
  expect(walk.effects('call')[0]).toMatchObject({ state: 'look', deed: { tool: 'file.list', input: { folder: '/d' } } })
  walk.done('look', { files: [1, 2] })
  expect(walk.effects('stop')).toEqual([])
  expect(walk.effects('call')[0]).toMatchObject({ state: 'next', deed: { input: { n: 2 } } })
})

test('leaving a state that is busy asks to stop it', () => {
  const walk = new Walk('states: { a: { call: x.y, on: { away: b } }, b: { on: {} } }')
  expect(walk.send('away').effects('stop')).toEqual([{ kind: 'stop', state: 'a' }])
  expect(walk.done('a', 1).active).toBe('b')
})

test('"if" and "disabled" pass a state over, and it has no result', () => {
  const walk = new Walk('inputs: { n: number }\nstates:\n  a: { if: input.n > 1, call: x.y }\n  b: { disabled: true, call: x.y }\n  c: { on: {} }\n', { n: 1 })
  expect(walk.active).toBe('c')
  expect(walk.entered).toBe('c')
  expect(walk.value('a == null && b == null')).toBe(true)
})

test('a state that is passed over the second time loses the result of the first', () => {
  const walk = new Walk('vars: { on: { type: boolean, default: true } }\nstates:\n  a: { if: vars.on, call: x.y }\n  b: { on: { again: { next: a, set: { on: false } } } }\n')
  expect(walk.done('a', 1).value('a')).toBe(1)
  expect(walk.send('again').value('a')).toBe(null)
})

test('"choose" takes the first branch that holds, and goes on when none does', () => {
  const text = 'inputs: { n: number }\nstates:\n  pick:\n    choose:\n      - { if: input.n > 5, next: big }\n      - { if: input.n > 2, next: middle }\n  small: { on: {} }\n  middle: { on: {} }\n  big: { on: {} }\n'
  expect([9, 3, 1].map((n) => new Walk(text, { n }).active)).toEqual(['big', 'middle', 'small'])
})

test('"set" assigns in order, each expression seeing those before it', () => {
  expect(new Walk('vars: { a: number, b: number }\nstates:\n  s: { set: { a: 2, b: "${ vars.a * 3 }" } }\n  t: { on: {} }\n').value('vars.b')).toBe(6)
})

test('"confirm" goes by the answer; without a way for no the run stops', () => {
  const text = 'states:\n  sure: { confirm: Do it?, yes: deed, expires: 5s }\n  deed: { call: file.trash, with: { path: /a } }\n'
  const ask = new Walk(text)
  expect(ask.effects('confirm')[0]).toMatchObject({ text: 'Do it?', expires: 5000, deed: { tool: 'file.trash', input: { path: '/a' } } })
  expect(ask.done('sure', 'yes').value('sure')).toBe(true)
  expect(ask.active).toBe('deed')
  expect(new Walk(text).done('sure', 'no').end).toMatchObject({ outcome: 'stopped' })
  expect(new Walk(text).done('sure', 'expired').end).toMatchObject({ outcome: 'stopped' })
  const other = text.replace('yes: deed', 'yes: deed, no: other, expired: late') + '  other: { on: {} }\n  late: { on: {} }\n'
  expect(new Walk(other).done('sure', 'no').active).toBe('other')
  expect(new Walk(other).done('sure', 'expired').active).toBe('late')
})

test('"wait" sets a timer and goes on when it is over; leaving early cancels it', () => {
  const text = 'states: { a: { wait: 5m, on: { skip: b } }, b: { on: {} } }'
  const walk = new Walk(text)
  expect(walk.effects('timer')[0]?.at).toBe(300_000)
  expect(walk.timer().active).toBe('b')
  expect(new Walk(text).send('skip').effects('cancel-timer').length).toBe(1)
})

test('"wait until" sets a timer for the time, or for now when that is past', () => {
  expect(new Walk('states: { a: { wait: { until: "1970-01-01T00:01:00Z" } } }').effects('timer')[0]?.at).toBe(60_000)
  expect(new Walk('states: { a: { wait: { until: "1960-01-01T00:00:00Z" } } }').effects('timer')[0]?.at).toBe(0)
})

test('"wait for" takes an event that fits, keeps its data, and fails when none comes in time', () => {
  const text = 'states:\n  a: { wait: { for: "door.*", if: event.data.n > 1, timeout: 5s }, catch: [ { code: timeout, next: late } ] }\n  b: { on: {} }\n  late: { on: {} }\n'
  const walk = new Walk(text).send('door.opened', { n: 1 })
  expect(walk.active).toBe('a')
  expect(walk.send('door.opened', { n: 2 }).value('a.n')).toBe(2)
  expect(walk.active).toBe('b')
  const late = new Walk(text).timer()
  expect(late.active).toBe('late')
  expect(late.value('error.code')).toBe('timeout')
})

test('"*" fits every event from outside, and none of the engine', () => {
  const walk = new Walk('states: { a: { on: { "*": b }, states: { x: { call: x.y }, y: { on: {} } } }, b: { on: {} } }')
  expect(walk.done('x', 1).active).toBe('y')
  expect(walk.send('anything').active).toBe('b')
  expect(new Walk('states: { a: { on: { "*": b } }, b: { on: {} } }').send('xstate.stop').active).toBe('a')
})

test('"end" gives outcome, output and reason, also from inside groups', () => {
  expect(new Walk('states: { a: { end: failed, because: "n is ${ 1 + 1 }", output: 7 } }').end).toMatchObject({ outcome: 'failed', because: 'n is 2', output: { value: 7 } })
  const inside = new Walk('states: { g: { together: { a: { states: { x: { end: stopped } } }, b: { call: x.y } } } }')
  expect(inside.end).toMatchObject({ outcome: 'stopped' })
  expect(inside.taken.snapshot.ended).toBe(true)
})

test('"end" with evidence has it looked at first', () => {
  const walk = new Walk('states: { a: { end: done, evidence: "1 == 1", output: 3 } }')
  expect(walk.effects('evidence')).toEqual([{ kind: 'evidence', state: 'a' }])
  expect(walk.done('a', true).end).toMatchObject({ outcome: 'done', output: { value: 3 } })
})

test('entry runs from the outside in, exit from the inside out, the actions of the way between', () => {
  const log = (n: number) => `{ set: { log: "\${ vars.log + '${n}' }" } }`
  const walk = new Walk(`vars: { log: { type: string, default: "" } }
states:
  a:
    entry: ${log(1)}
    exit: ${log(4)}
    states: { b: { entry: ${log(2)}, exit: ${log(3)}, on: { go: { next: c, set: { log: "\${ vars.log + '-' }" } } } } }
  c: { entry: ${log(5)}, on: {} }
`)
  expect(walk.send('go').value('vars.log')).toBe('1234-5')
})

test('a way inside its group does not leave it, unless it says "reenter"', () => {
  const text = 'vars: { n: { type: number, default: 0 } }\nstates:\n  g:\n    entry: { set: { n: "${ vars.n + 1 }" } }\n    on: { stay: b, again: { next: b, reenter: true } }\n    states: { a: { on: {} }, b: { on: {} } }\n'
  expect(new Walk(text).send('stay').value('vars.n')).toBe(1)
  expect(new Walk(text).send('again').value('vars.n')).toBe(2)
})

test('a raised event comes with its data, after its delay, and can be cancelled by its id', () => {
  const text = 'states:\n  a: { entry: { raise: [ { event: e, data: { n: 4 }, after: 3s, id: soon } ] }, on: { e: { if: event.data.n == 4, next: b }, stop: { cancel: soon }, again: { cancel: soon, raise: { event: e, data: { n: 4 }, after: 9s, id: soon } } } }\n  b: { on: {} }\n'
  const walk = new Walk(text)
  expect(walk.effects('timer')[0]?.at).toBe(3000)
  expect(walk.timer().active).toBe('b')
  expect(new Walk(text).send('stop').effects('cancel-timer').length).toBe(1)
  const again = new Walk(text).send('again')
  expect([...again.taken.snapshot.timers].length).toBe(1)
  expect(again.effects('timer')[0]?.at).toBe(9000)
})

test('"after" and "always" lead away from a resting state', () => {
  const text = 'vars: { ok: { type: boolean, default: false } }\nstates:\n  a: { after: { 2s: b }, always: [ { if: vars.ok, next: c } ], on: { yes: { set: { ok: true } } } }\n  b: { on: {} }\n  c: { on: {} }\n'
  expect(new Walk(text).timer().active).toBe('b')
  expect(new Walk(text).send('yes').active).toBe('c')
})

test('states that lead round in a circle end the run instead of hanging it', () => {
  const started = performance.now()
  expect(new Walk('states: { a: {}, b: { next: a } }').end).toMatchObject({ outcome: 'failed', error: { code: 'too-many-steps' } })
  const raising = new Walk('states: { a: { entry: { raise: [ e, { event: f, after: 1s } ] }, on: { e: { next: a, reenter: true } } } }')
  expect(raising.end).toMatchObject({ error: { code: 'too-many-steps' } })
  expect(performance.now() - started).toBeLessThan(5000)
})
