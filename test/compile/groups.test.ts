import { expect, test } from 'vitest'
import { Walk } from './machine-of.ts'

test('a group gives the result of the state that finished it', () => {
  const walk = new Walk('states:\n  g: { states: { a: { call: x.y }, b: { call: x.y } } }\n  after: { on: {} }\n')
  expect(walk.done('a', 1).done('b', 2).value('g')).toBe(2)
  expect(walk.active).toBe('after')
})

test('"leave" finishes a group with its value, or without one', () => {
  const walk = new Walk('states:\n  g: { states: { a: { call: x.y }, b: { leave: "${ a + 1 }" }, c: { call: x.y } } }\n  after: { on: {} }\n').done('a', 1)
  expect(walk.value('g')).toBe(2)
  expect(walk.active).toBe('after')
  expect(new Walk('states: { g: { states: { a: { leave: } } }, after: { on: {} } }').value('g')).toBe(null)
})

test('a group that is entered again gives the result of that time', () => {
  const walk = new Walk('states:\n  g: { states: { a: { call: x.y } } }\n  after: { on: { again: g } }\n')
  expect(walk.done('a', 1).send('again').done('a', 5).value('g')).toBe(5)
})

test('"together" waits for all branches and gives an object by branch', () => {
  const walk = new Walk('states:\n  t: { together: { a: { call: x.y }, b: { states: { c: { call: x.y }, d: { leave: "${ c * 2 }" } } }, e: { wait: 1s } } }\n  after: { on: {} }\n')
  expect(walk.effects('call').map((effect) => effect.state)).toEqual(['a', 'c'])
  walk.done('c', 4).done('a', 1)
  expect(walk.active).toContain('e')
  expect(walk.timer().active).toBe('after')
  expect(walk.value('t')).toEqual({ a: 1, b: 8, e: null })
})

test('"together" with "first" takes the first branch to finish and stops the rest', () => {
  const walk = new Walk('states:\n  t: { first: true, together: { a: { call: x.y }, b: { call: x.y } } }\n  after: { on: {} }\n').done('b', 3)
  expect(walk.effects('stop')).toEqual([{ kind: 'stop', state: 'a' }])
  expect(walk.value('t')).toEqual({ b: 3 })
  expect(walk.active).toBe('after')
})

test('a branch that is passed over is finished', () => {
  const walk = new Walk('states:\n  t: { together: { a: { call: x.y }, b: { if: "false", call: x.y } } }\n  after: { on: {} }\n').done('a', 1)
  expect(walk.value('t')).toEqual({ a: 1, b: null })
  expect(walk.active).toBe('after')
})

test('a list of targets enters several branches', () => {
  const walk = new Walk('states:\n  s: { next: [a2, b2] }\n  t: { together: { a: { states: { a1: { on: {} }, a2: { on: {} } } }, b: { states: { b1: { on: {} }, b2: { on: {} } } }, c: { states: { c1: { on: {} } } } } }\n')
  expect(walk.active).toBe('a2 b2 c1')
})

test('"on: done.NAME" takes the end of a group, with the result of a "together" at hand', () => {
  const own = new Walk('states:\n  t: { together: { a: { call: x.y }, b: { call: x.y } }, on: { done.t: late } }\n  after: { on: {} }\n  late: { on: {} }\n').done('a', 1).done('b', 2)
  expect(own.active).toBe('late')
  expect(own.value('t')).toEqual({ a: 1, b: 2 })
  const around = new Walk('states:\n  o: { states: { g: { states: { a: { call: x.y } } }, next_one: { on: {} } }, on: { done.g: late } }\n  late: { on: {} }\n').done('a', 1)
  expect(around.active).toBe('late')
})

test('a group whose own condition for its end does not hold goes on as usual', () => {
  const walk = new Walk('states:\n  g: { states: { a: { call: x.y } }, on: { done.g: { if: a > 5, next: big } } }\n  after: { on: {} }\n  big: { on: {} }\n')
  expect(walk.done('a', 1).active).toBe('after')
})

for (const [depth, back] of [['shallow', 'a1 c1'], ['deep', 'a2 c2']] as const) {
  test(`a group with "history: ${depth}" is entered where it was last left`, () => {
    const walk = new Walk(`states:
  g:
    history: ${depth}
    states:
      t: { together: { a: { states: { a1: { on: { next: a2 } }, a2: { on: {} } } }, c: { states: { c1: { on: { next: c2 } }, c2: { on: {} } } } } }
    on: { away: out }
  out: { on: { back: g } }
`)
    walk.send('next').send('away')
    expect(walk.send('back').active).toBe(back)
  })
}

test('a history state leads to its "next" the first time, then to where the group was left', () => {
  const walk = new Walk('states:\n  out: { on: { in: h } }\n  g: { states: { a: { on: {} }, b: { on: { go: c } }, c: { on: {} }, h: { history: shallow, next: b } }, on: { away: out } }\n')
  expect(walk.send('in').active).toBe('b')
  expect(walk.send('go').send('away').send('in').active).toBe('c')
})

test('running past the last state of a group does not run into its history', () => {
  const walk = new Walk('states:\n  g: { states: { a: { call: x.y }, h: { history: shallow } } }\n  after: { on: {} }\n')
  expect(walk.done('a', 3).active).toBe('after')
  expect(walk.value('g')).toBe(3)
})

test('"catch" of a state goes on, keeps a value, or sets variables, by code and condition', () => {
  const text = `vars: { why: { type: string, default: "" } }
states:
  a:
    call: x.y
    catch:
      - { code: gone, next: b }
      - { code: [odd, even], if: error.code == 'odd', keep: 0, set: { why: "\${ error.message }" } }
  after: { on: {} }
  b: { on: {} }
`
  expect(new Walk(text).failed('a', 'gone').active).toBe('b')
  const odd = new Walk(text).failed('a', 'odd')
  expect([odd.active, odd.value('a'), odd.value('vars.why'), odd.value('error.state')]).toEqual(['after', 0, 'odd!', 'a'])
  expect(new Walk(text).failed('a', 'even').end).toMatchObject({ outcome: 'failed', error: { code: 'even', state: 'a' } })
})

test('"catch" of a group takes what nothing inside takes, from any depth and branch', () => {
  const walk = new Walk('states:\n  g: { together: { a: { states: { x: { call: x.y, catch: [ { code: mine, next: z } ] }, z: { on: {} } } }, b: { call: x.y } }, catch: [ { keep: 9 } ] }\n  after: { on: {} }\n')
  expect(new Walk('states:\n  g: { states: { x: { call: x.y, catch: [ { code: mine, next: z } ] }, z: { on: {} } }, catch: after }\n  after: { on: {} }\n').failed('x', 'mine').active).toBe('z')
  walk.failed('x', 'other')
  expect([walk.active, walk.value('g')]).toEqual(['after', 9])
  expect(walk.effects('stop')).toEqual([{ kind: 'stop', state: 'b' }])
})

test('"retry" of a group waits longer each time, then fails', () => {
  const walk = new Walk('states:\n  g: { states: { a: { call: x.y } }, retry: { times: 2, after: 1s, factor: 3 } }\n').failed('a')
  expect(walk.effects('timer')[0]?.at).toBe(1000)
  expect(walk.timer().effects('call').length).toBe(1)
  expect(walk.failed('a').effects('timer')[0]?.at).toBe(3000)
  expect(walk.timer().failed('a').end).toMatchObject({ outcome: 'failed', error: { code: 'bad' } })
})

test('a group that succeeds on its second try has its own result and not the count of tries', () => {
  const walk = new Walk('states:\n  g: { states: { a: { call: x.y } }, retry: 1 }\n  after: { on: {} }\n').failed('a').timer().done('a', 'fine')
  expect([walk.active, walk.value('g')]).toEqual(['after', 'fine'])
})

test('"timeout" of a group fails it, can be caught by it, and stops what is busy inside', () => {
  const text = 'states:\n  g: { states: { a: { call: x.y } }, timeout: 5s, catch: [ { code: timeout, next: late } ] }\n  late: { on: {} }\n'
  const walk = new Walk(text)
  expect(walk.effects('timer')[0]?.at).toBe(5000)
  expect(walk.timer().active).toBe('late')
  expect(walk.effects('stop')).toEqual([{ kind: 'stop', state: 'a' }])
  expect(new Walk(text.replace(', catch: [ { code: timeout, next: late } ]', '')).timer().end).toMatchObject({ error: { code: 'timeout', state: 'g' } })
})
