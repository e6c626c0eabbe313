import { expect, test } from 'vitest'
import { flowOf } from '../../engine/flow/flow-of.ts'
import { call, skillOf, state } from '../helpers/built-skill.ts'
import { skillFrom } from '../helpers/skill-from.ts'

function ways(text: string): readonly string[] {
  const flow = flowOf(skillFrom(text))
  return [...flow.states.values()].flatMap(({ successors }) => successors.map(({ from, to, why, label }) => `${from} ${why} ${to}${label === '' ? '' : `: ${label}`}`))
}

test('a state without next falls to the one that follows, and the last one to the end', () => {
  expect(ways('states:\n  a: {}\n  b: {}')).toEqual(['a fall b', 'b fall (end)'])
})

test('a state with "if" may be passed over, to what follows and not to next', () => {
  expect(ways('states:\n  a: { if: input.x, next: c }\n  b: {}\n  c: {}')).toEqual(['a skip b: unless input.x', 'a next c', 'b fall c', 'c fall (end)'])
})

test('a disabled state only passes on', () => {
  expect(ways('states:\n  a: { disabled: true, call: file.trash, next: c }\n  b: {}\n  c: {}')[0]).toBe('a skip b: disabled')
})

test('the last state of a group finishes the group, which goes on', () => {
  expect(ways('states:\n  g:\n    states:\n      a: {}\n      b: { leave: 1 }\n      c: {}\n  z: {}')).toEqual([
    'g start a', 'g fall z', 'a fall b', 'b leave g', 'c leave g', 'z fall (end)',
  ])
})

test('an each enters its states for an element and comes back for the next', () => {
  expect(ways('states:\n  e:\n    each: input.list\n    states:\n      a: {}\n      b: { end: failed }\n  z: {}')).toContain('b failed e: failed')
  expect(ways('states:\n  e:\n    each: input.list\n    states:\n      a: {}\n  z: {}')).toEqual([
    'e item a: for each element', 'e fall z: when no element is left', 'e failed (end): on failure', 'a again e', 'z fall (end)',
  ])
})

test('all branches of a together begin and are joined', () => {
  expect(ways('states:\n  t:\n    together:\n      a: { wait: 1s }\n      b: { wait: 2s }\n')).toEqual([
    't start a', 't start b', 't fall (end): when all have ended', 'a join t', 'a failed (end): on failure', 'b join t', 'b failed (end): on failure',
  ])
})

test('a confirm has its three answers; without "no" the run stops', () => {
  expect(ways('states:\n  c: { confirm: sure, yes: z }\n  z: {}')).toEqual([
    'c yes z: yes', 'c no (end): no', 'c expired (end): nobody answers', 'c failed (end): on failure', 'z fall (end)',
  ])
})

test('conditions, events, delays and failures are told in words', () => {
  const text = `states:
  a:
    choose:
      - if: input.x > 1
        next: b
  b:
    on: { door.opened: { if: event.data.ok, next: c } }
    after: { 90s: a }
  c:
    call: file.read
    catch: [ { code: missing, next: a } ]`
  expect(ways(text)).toEqual([
    'a branch b: when input.x > 1', 'a otherwise b: otherwise', 'a failed (end): on failure', 'b on c: on door.opened when event.data.ok', 'b after a: after 90s',
    'c fall (end)', 'c catch a: on failure "missing"', 'c failed (end): on failure',
  ])
})

test('a failure that a group catches does not end the run', () => {
  expect(ways('states:\n  g:\n    catch: z\n    states:\n      a: { call: file.read }\n  z: {}').filter((way) => way.includes('failed'))).toEqual([])
})

test('two states of one name keep apart, and a target that does not exist leads nowhere', () => {
  const flow = flowOf(skillOf([state('a'), state('a'), state('b', undefined, { next: [{ state: 'nowhere', range: { start: 0, end: 0 } }] })]))
  expect([...flow.states.keys()]).toEqual(['a', 'a.1', 'b'])
  expect(flow.states.get('b')?.successors).toEqual([])
})

test('the state inside an each with one activity goes by the name of the each', () => {
  const flow = flowOf(skillFrom('states:\n  move: { each: input.list, call: file.move }'))
  expect([...flow.states.values()].map(({ name }) => name)).toEqual(['move', 'move'])
  expect([...flow.states.values()][1]?.machine).toBe('move')
})

test('an empty skill has no ways', () => {
  const flow = flowOf(skillOf([]))
  expect(flow.start).toBeUndefined()
  expect(flow.states.size).toBe(0)
  expect(flowOf(skillOf([call('constructor', 'x.y')])).states.has('toString')).toBe(false)
})
