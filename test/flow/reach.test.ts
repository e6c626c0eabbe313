import { expect, test } from 'vitest'
import { theEnd, theStart, type Way } from '../../engine/flow/flow.ts'
import { flowOf } from '../../engine/flow/flow-of.ts'
import { doable, reachable, witness } from '../../engine/flow/reach.ts'
import { skillFrom } from '../helpers/skill-from.ts'

const flow = (text: string) => flowOf(skillFrom(text))
const path = (ways: readonly Way[] | undefined) => ways?.map(({ to, why }) => `${why} ${to}`)
const yes = (way: Way) => way.why === 'yes'

test('a state behind an end is not reached', () => {
  expect([...reachable(flow('states:\n  a: { end: done }\n  b: {}'))]).toEqual(['a'])
})

test('the shortest way is told with its choices', () => {
  const text = 'states:\n  a: { choose: [ { if: input.x, next: c } ] }\n  b: {}\n  c: {}\n  d: {}'
  expect(path(witness(flow(text), theStart, 'd'))).toEqual(['start a', 'branch c', 'fall d'])
  expect(path(witness(flow(text), 'd', 'a'))).toBeUndefined()
})

test('a group is not passed without going through it', () => {
  const text = 'states:\n  g:\n    states:\n      sure: { confirm: sure }\n  z: {}'
  expect(path(witness(flow(text), theStart, 'z', yes))).toBeUndefined()
  expect(path(witness(flow(text), theStart, 'z'))).toEqual(['start g', 'start sure', 'yes g', 'fall z'])
})

test('a confirm that "if" passes over does not protect', () => {
  const text = 'states:\n  sure: { confirm: sure, if: input.careful }\n  z: {}'
  expect(path(witness(flow(text), theStart, 'z', yes))).toEqual(['start sure', 'skip z'])
})

test('an answer of no that goes on all the same does not protect', () => {
  expect(path(witness(flow('states:\n  sure: { confirm: sure, no: z }\n  z: {}'), theStart, 'z', yes))).toEqual(['start sure', 'no z'])
})

test('one branch that confirms protects all that comes after the join', () => {
  const text = 'states:\n  t:\n    together:\n      a: { confirm: sure }\n      b: { wait: 1s }\n  z: {}'
  expect(witness(flow(text), theStart, 'z', yes)).toBeUndefined()
  expect(witness(flow(text.replace('together:', 'first: true\n    together:')), theStart, 'z', yes)).toBeDefined()
})

test('an event of a group leads away from anywhere inside it, also when it was entered past its start', () => {
  const text = `states:
  go: { next: late }
  g:
    on: { stop: z }
    states:
      early: {}
      late: { wait: 1s }
    next: other
  z: {}
  other: { end: done }`
  expect(path(witness(flow(text), theStart, 'z'))).toEqual(['start go', 'next late', 'on z'])
})

test('failures climb to the group that catches them', () => {
  const text = 'states:\n  g:\n    catch: [ { code: missing, next: z } ]\n    states:\n      a: { call: file.read, next: a }\n  y: { end: done }\n  z: {}'
  expect(path(witness(flow(text), 'a', 'z'))).toEqual(['catch z'])
})

test('an element that comes to its end leads on through the each', () => {
  const text = 'states:\n  e: { each: input.list, states: { a: {}, b: { end: done } } }\n  z: {}'
  expect(path(witness(flow(text), 'a', 'z'))).toEqual(['fall b', 'end e', 'fall z'])
  expect(path(witness(flow(text), theStart, theEnd))).toEqual(['start e', 'failed (end)'])
  expect(path(witness(flow(text), theStart, theEnd, ({ why }) => why === 'failed'))).toEqual(['start e', 'fall z', 'fall (end)'])
})

test('history leads back from inside, and adds nothing from the start', () => {
  const text = `states:
  g:
    history: deep
    states:
      sure: { confirm: sure }
      act: { wait: 1s }
  pause: { next: g }`
  expect(doable(flow(text), yes).has('act')).toBe(false)
  expect(path(witness(flow(text), 'pause', 'act'))).toEqual(['next g', 'history act'])
})
