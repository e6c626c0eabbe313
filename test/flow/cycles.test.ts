import { expect, test } from 'vitest'
import { cycles } from '../../engine/flow/cycles.ts'
import { flowOf } from '../../engine/flow/flow-of.ts'
import { skillFrom } from '../helpers/skill-from.ts'

const found = (text: string) => cycles(flowOf(skillFrom(text)))

test('a straight file and an each have no cycles', () => {
  expect(found('states:\n  a: {}\n  e: { each: input.list, states: { b: {}, c: {} } }')).toEqual([])
})

test('a poll that waits takes time and has no bound', () => {
  expect(found('states:\n  look: { call: web.read }\n  ready: { choose: [ { if: look.ok, next: z } ] }\n  pause: { wait: 1s, next: look }\n  z: {}')).toEqual([
    { states: ['look', 'ready', 'pause'], takesTime: true, bounded: false },
  ])
})

test('a state that passes to itself takes no time', () => {
  expect(found('states:\n  a: { next: a }')).toEqual([{ states: ['a'], takesTime: false, bounded: false }])
})

test('a counter that a guard reads bounds the cycle', () => {
  const text = (guard: string, set: string) => `vars: { n: { type: number, default: 0 } }
inputs: { times: number }
states:
  try: { call: x.y }
  count: { set: { n: "${set}" } }
  more: ${guard}
  z: { end: done }`
  const up = '${ vars.n + 1 }'
  expect(found(text('{ choose: [ { if: vars.n < 3, next: try } ] }', up))[0]?.bounded).toBe(true)
  expect(found(text('{ choose: [ { if: vars.n < input.times && try.again, next: try } ] }', up))[0]?.bounded).toBe(true)
  expect(found(text('{ choose: [ { if: vars.n >= 3, next: z }, { next: try } ] }', up))[0]?.bounded).toBe(true)
  expect(found(text('{ choose: [ { if: vars.n < 3 || try.again, next: try } ] }', up))[0]?.bounded).toBe(false)
  expect(found(text('{ choose: [ { if: try.again, next: try }, { if: vars.n >= 3, next: z }, { next: try } ] }', up))[0]?.bounded).toBe(false)
  expect(found(text('{ choose: [ { if: vars.n < 3, next: try } ] }', '${ vars.n - 1 }'))[0]?.bounded).toBe(false)
})

test('a counter that not every round passes bounds nothing', () => {
  const text = `vars: { n: { type: number, default: 0 } }
states:
  try: { if: input.x, set: { n: "\${ vars.n + 1 }" } }
  more: { choose: [ { if: vars.n < 3, next: try } ] }`
  expect(found(text)[0]?.bounded).toBe(false)
})

test('a failure caught by the state itself is a cycle', () => {
  expect(found('states:\n  a: { call: x.y, catch: a }')).toEqual([{ states: ['a'], takesTime: true, bounded: false }])
})
