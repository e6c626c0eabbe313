import { expect, test } from 'vitest'
import { readDuration, writeDuration } from '../../engine/agent/read-duration.ts'
import { readNumber } from '../../engine/agent/read-number.ts'

test.each([
  ['12', 12], ['1,200.5', 1200.5], ['-3', -3], ['twenty-five', 25], ['one hundred and five', 105], ['two thousand twenty six', 2026], ['minus five', -5],
  ['two and a half', 2.5], ['three point one four', 3.14], ['half', 0.5], ['a dozen', 12], ['3 million', 3e6], ['nineteen hundred', 1900],
  ['二十五', 25], ['一百零五', 105], ['两点五', 2.5], ['三万二千', 32_000], ['负三', -3], ['二〇二六', 2026], ['十', 10],
])('reads the number "%s"', (text, value) => {
  expect(readNumber(text)).toBe(value)
})

test.each(['', 'kitchen', 'five six', 'a', 'twenty kitchen', '1,2', 'point', 'hundred'.repeat(20)])('reads no number in "%s"', (text) => {
  expect(readNumber(text)).toBeUndefined()
})

test.each([
  ['20 minutes', '20m'], ['an hour and a half', '1h30m'], ['1h30m', '1h30m'], ['two days and 3 hours', '2d3h'], ['half an hour', '30m'], ['90 seconds', '1m30s'],
  ['a week', '7d'], ['PT5M', '5m'], ['半小时', '30m'], ['二十分钟', '20m'], ['两天', '2d'], ['一个半小时', '1h30m'],
])('reads the duration "%s"', (text, written) => {
  expect(writeDuration(readDuration(text) ?? 0)).toBe(written)
})

test.each(['', 'minutes', 'the kitchen', 'ten', '5 apples'])('reads no duration in "%s"', (text) => {
  expect(readDuration(text)).toBeUndefined()
})
