import { expect, test } from 'vitest'
import { controlling } from '../../engine/flow/control-dependence.ts'
import { flowOf } from '../../engine/flow/flow-of.ts'
import { templateWords } from '../../engine/flow/way-words.ts'
import { skillFrom } from '../helpers/skill-from.ts'

function decides(text: string, key: string): readonly string[] {
  return controlling(flowOf(skillFrom(text))).of(key).map(({ state, conditions, templates }) => [state, ...conditions.map((condition) => condition.text), ...templates.map(templateWords)].join(' | '))
}

test('nothing decides over a straight line, whatever may fail on it', () => {
  const text = 'states:\n  a: { call: file.read }\n  b: { call: file.read }'
  expect(decides(text, 'b')).toEqual([])
})

test('a choice decides its branches and not what comes after they meet', () => {
  const text = 'states:\n  pick: { choose: [ { if: page.bad, next: one } ], next: two }\n  one: { call: x.y, next: meet }\n  two: {}\n  meet: {}'
  expect(decides(text, 'one')).toEqual(['pick | page.bad'])
  expect(decides(text, 'two')).toEqual(['pick | page.bad'])
  expect(decides(text, 'meet')).toEqual([])
})

test('a choice that can end the run decides all that comes after', () => {
  expect(decides('states:\n  pick: { choose: [ { if: page.bad, next: stop } ] }\n  act: {}\n  last: { end: done }\n  stop: { end: stopped }', 'last')).toEqual(['pick | page.bad'])
})

test('choices add up through other choices', () => {
  const text = `states:
  a: { choose: [ { if: page.one, next: b } ], next: z }
  b: { if: page.two, call: x.y }
  z: {}`
  expect(decides(text, 'b')).toEqual(['a | page.one', 'b | page.two'])
  expect(decides(text, 'z')).toEqual([])
})

test('the list of an each decides whether its states run', () => {
  expect(decides('states:\n  e: { each: page.links, states: { a: { call: x.y } } }\n  z: {}', 'a')).toEqual(['e | ${ page.links }'])
  expect(decides('states:\n  e: { each: page.links, states: { a: { call: x.y } } }\n  z: {}', 'z')).toEqual([])
})

test('a guarded event decides what it leads to, also when it is the only way on', () => {
  const text = 'states:\n  rest: { on: { mail: { if: event.data.go, next: send } } }\n  send: { call: mail.send }'
  expect(decides(text, 'send')).toEqual(['rest | event.data.go'])
})

test('the guard of a loop decides what comes after the loop', () => {
  const text = 'states:\n  look: { call: web.read }\n  ready: { choose: [ { if: look.text == "go", next: send } ] }\n  again: { wait: 1s, next: look }\n  send: { call: mail.send }'
  expect(decides(text, 'send')).toEqual(['ready | look.text == "go"'])
})

test('the guard of a catch decides what the catch leads to', () => {
  const text = 'states:\n  a: { call: x.y, catch: [ { if: error.facts.x, next: c } ] }\n  b: { end: done }\n  c: {}'
  expect(decides(text, 'c')).toEqual(['a | error.facts.x'])
})

test('the answer of a confirm is no condition, but what led to the confirm still decides', () => {
  const text = 'states:\n  p: { choose: [ { if: page.x, next: sure } ], next: z }\n  sure: { confirm: sure, no: z }\n  act: {}\n  z: {}'
  expect(decides(text, 'act')).toEqual(['p | page.x'])
})

test('who raises an event decides what the event leads to', () => {
  const text = `states:
  t:
    together:
      a:
        states:
          p: { choose: [ { if: page.x, next: r } ], next: q }
          r: { entry: { raise: go } }
          q: {}
      b:
        states:
          w: { on: { go: act } }
          act: { call: mail.send }`
  expect(decides(text, 'act')).toEqual(['p | page.x'])
})

test('a transition of a group decides all inside that comes after it could have been taken', () => {
  const text = 'states:\n  g:\n    always: [ { if: page.x, next: z } ]\n    states:\n      a: {}\n      b: {}\n  y: { end: done }\n  z: {}'
  expect(decides(text, 'b')).toEqual(['g | page.x'])
  expect(decides(text, 'z')).toEqual(['g | page.x'])
})
