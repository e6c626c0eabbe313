import { expect, test } from 'vitest'
import { createIds } from '../../engine/adapters/ids.ts'

test('names are fresh, safe in file names and sort as they were given', () => {
  const ids = createIds()
  const names = Array.from({ length: 1000 }, () => ids.next())
  expect([...names].sort()).toEqual(names)
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(1000)
  expect(names.filter((name) => !/^[0-9a-z]{26}$/.test(name))).toEqual([])
})

test('names sort by time, and go on upwards when the clock is set back', () => {
  let now = 1_000_000
  const ids = createIds(() => now)
  const first = ids.next()
  now += 1
  const second = ids.next()
  now -= 5000
  const third = ids.next()
  expect([third, first, second].sort()).toEqual([first, second, third])
})

test('two makers do not give the same name', () => {
  expect(createIds(() => 1).next()).not.toBe(createIds(() => 1).next())
})
