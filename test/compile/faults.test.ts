import { expect, test } from 'vitest'
import type { Labels } from '../../engine/terms/label.ts'
import { Walk } from './machine-of.ts'

const page: Labels = [{ trust: 'untrusted', source: 'the page' }]

/** Each a group around a state whose expression can not be evaluated. */
const faults: { readonly [where: string]: { readonly body: string; readonly event?: string } } = {
  'an argument of a call': { body: 'a: { call: x.y, with: { n: "${ input.none.deep }" } }' },
  'a "set" state': { body: 'a: { set: { n: "${ input.none.deep }" } }' },
  'a branch of "choose"': { body: 'a: { choose: [ { if: input.none.deep > 1, next: b }, { next: b } ] }\n      b: { on: {} }' },
  'the "if" of a state': { body: 'a: { if: input.none.deep, call: x.y }' },
  'a condition of "on"': { body: 'a: { on: { go: [ { if: input.none.deep, next: b }, { next: b } ] } }\n      b: { on: {} }', event: 'go' },
  'a condition of "always"': { body: 'a: { always: [ { if: input.none.deep, next: b }, { next: b } ] }\n      b: { on: {} }' },
  'the condition of "wait for"': { body: 'a: { wait: { for: go, if: input.none.deep } }\n      b: { on: {} }', event: 'go' },
  'the value of "leave"': { body: 'a: { leave: "${ input.none.deep }" }' },
  'the "set" of a way': { body: 'a: { on: { go: { next: b, set: { n: "${ input.none.deep }" } } } }\n      b: { on: {} }', event: 'go' },
  'the "set" of an entry': { body: 'a: { entry: { set: { n: "${ input.none.deep }" } }, on: {} }' },
  'the data of a raised event': { body: 'a: { entry: { raise: { event: e, data: { n: "${ input.none.deep }" } } }, on: {} }' },
  'a duration': { body: 'a: { wait: "${ input.none.deep }" }\n      b: { on: {} }' },
  'a duration that is none': { body: 'a: { wait: "${ \'soon\' }" }\n      b: { on: {} }' },
}

for (const [where, { body, event }] of Object.entries(faults)) {
  test(`a fault in ${where} is a failure that a group around it catches`, () => {
    const walk = new Walk(`vars: { n: number }\nstates:\n  g:\n    states:\n      ${body}\n    catch: caught\n  caught: { on: {} }\n`)
    if (event !== undefined) walk.send(event)
    expect(walk.active).toBe('caught')
    expect(walk.value('error.code')).toBe('expression')
    expect(walk.value('error.state')).toBe('a')
  })
}

test('a fault in the arguments of a call can be caught by the call itself', () => {
  expect(new Walk('states:\n  a: { call: x.y, with: { n: "${ input.none.deep }" }, catch: b }\n  b: { on: {} }\n').active).toBe('b')
})

test('a fault that nothing catches ends the run as failed, with the state and the reason', () => {
  expect(new Walk('states: { a: { set: { n: "${ input.none.deep }" } } }').end).toMatchObject({ outcome: 'failed', error: { code: 'expression', state: 'a' } })
})

test('a fault in the output of an end is a failed end', () => {
  expect(new Walk('states: { a: { end: done, output: "${ input.none.deep }" } }').end).toMatchObject({ outcome: 'failed', error: { code: 'expression' } })
})

test('results carry the labels of their answers through variables, groups and branches', () => {
  const walk = new Walk(`vars: { v: string, w: string }
states:
  read: { call: page.read }
  keep: { set: { v: "\${ read.text }", w: fixed } }
  g: { states: { x: { leave: "\${ read.text }" } } }
  t: { together: { p: { states: { q: { leave: "\${ vars.v }" } } }, o: { states: { r: { leave: 1 } } } } }
  last: { on: {} }
`).done('read', { text: 'hello' }, page)
  expect(walk.active).toBe('last')
  for (const name of ['read.text', 'vars.v', 'g', 't', 'p']) expect(walk.labels(name), name).toEqual(['the page'])
  for (const name of ['vars.w', 'o']) expect(walk.labels(name), name).toEqual([])
})

test('an event carries its labels to what is kept of it and to what it raises', () => {
  const walk = new Walk(`vars: { v: string }
states:
  a: { on: { mail: { raise: { event: again, data: { text: "\${ event.data.text }" } } }, again: { next: b, set: { v: "\${ event.data.text }" } } } }
  b: { wait: { for: more } }
  c: { on: {} }
`).send('mail', { text: 'hi' }, page)
  expect(walk.value('vars.v')).toBe('hi')
  expect(walk.labels('vars.v')).toEqual(['the page'])
  expect(walk.send('more', { x: 1 }, page).labels('b.x')).toEqual(['the page'])
})

test('the arguments of a deed say where each came from', () => {
  const walk = new Walk('inputs: { to: string }\nstates:\n  read: { call: page.read }\n  send: { call: mail.send, with: { to: "${ input.to }", text: "${ read }", subject: fixed } }\n', { to: 'a@b' }).done('read', 'x', page)
  expect(walk.effects('call')[0]?.deed.origins).toMatchObject({ to: [{ source: 'to' }], text: page, subject: [] })
})
