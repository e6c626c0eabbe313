import { expect, test } from 'vitest'
import { matchNames, nameTable, type KnownName } from '../../engine/agent/match-names.ts'

const lamp = (value: string, name: string, room: string): KnownName => ({ value, kind: 'lamp', names: [name], groups: [room], kindWords: ['light'] })
const table = nameTable([lamp('a', 'Reading Lamp', 'Study'), lamp('b', 'Ceiling', 'Study'), lamp('c', 'Bath 1', 'Bath'), lamp('d', 'Bath 2', 'Bath'), lamp('e', 'Hall Lamp', 'Hall')])
const found = (text: string) => matchNames(text, table)?.values.map(({ value }) => value)

test.each([
  ['the reading lamp', ['a']],
  ['readng lamp', ['a']],
  ['study ceiling', ['b']],
  ['bath 2', ['d']],
  ['all lamps', ['a', 'b', 'c', 'd', 'e']],
  ['the lights in the study', ['a', 'b']],
  ['reading lamp, bath 1 and the hall', ['a', 'c', 'e']],
  ['the hall and study lamps', ['e', 'a', 'b']],
  ['all lamps but the hall', ['a', 'b', 'c', 'd']],
  ['everything except bath 1 and bath 2', ['a', 'b', 'e']],
  ['all lamps in the study except the ceiling', ['a']],
])('"%s" names %j', (text, values) => {
  expect(found(text)).toEqual(values)
})

test.each(['bath 3', '', 'the', 'volcano'])('"%s" names nothing', (text) => {
  expect(found(text)).toBeUndefined()
})

test('one that could be several is not clear', () => {
  expect(matchNames('the study lamp', table)).toMatchObject({ unclear: true, values: [{ value: 'a' }, { value: 'b' }] })
  expect(matchNames('the bath lamp', table)).toMatchObject({ unclear: true, values: [{ value: 'c' }, { value: 'd' }] })
})

test('what a stretch says beside names lowers its quality', () => {
  expect(matchNames('hall lamp', table)?.quality).toBe(1)
  expect(matchNames('hall lamp volcano', table)?.quality).toBeLessThan(0.7)
})
