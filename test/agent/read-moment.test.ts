import { expect, test } from 'vitest'
import { readDate, readTime } from '../../engine/agent/read-moment.ts'

/* A Wednesday, 10:30 in Berlin. */
const moment = { now: Date.parse('2026-06-03T08:30:00Z'), zone: 'Europe/Berlin' }

test.each([
  ['tomorrow at 7', '2026-06-04T07:00:00+02:00'],
  ['in 20 minutes', '2026-06-03T10:50:00+02:00'],
  ['in an hour and a half', '2026-06-03T12:00:00+02:00'],
  ['two hours from now', '2026-06-03T12:30:00+02:00'],
  ['next Monday at 9:30', '2026-06-08T09:30:00+02:00'],
  ['Monday morning', '2026-06-08T09:00:00+02:00'],
  ['on friday at half past seven in the evening', '2026-06-05T19:30:00+02:00'],
  ['at quarter to six pm', '2026-06-03T17:45:00+02:00'],
  ['7pm', '2026-06-03T19:00:00+02:00'],
  ['at 7', '2026-06-03T19:00:00+02:00'],
  ['at 9 am', '2026-06-04T09:00:00+02:00'],
  ['noon', '2026-06-03T12:00:00+02:00'],
  ['tonight at eight', '2026-06-03T20:00:00+02:00'],
  ['seven thirty pm tomorrow', '2026-06-04T19:30:00+02:00'],
  ['the day after tomorrow at 14:15', '2026-06-05T14:15:00+02:00'],
  ['3 January at 6 am', '2027-01-03T06:00:00+01:00'],
  ['July 4th, 2026 at noon', '2026-07-04T12:00:00+02:00'],
  ['2026-12-24 18:00', '2026-12-24T18:00:00+01:00'],
  ['2026-06-10T12:00:00Z', '2026-06-10T14:00:00+02:00'],
  ['明天早上七点', '2026-06-04T07:00:00+02:00'],
  ['下午3点15分', '2026-06-03T15:15:00+02:00'],
  ['后天晚上八点半', '2026-06-05T20:30:00+02:00'],
  ['二十分钟后', '2026-06-03T10:50:00+02:00'],
  ['半小时后', '2026-06-03T11:00:00+02:00'],
  ['下周三上午十点', '2026-06-10T10:00:00+02:00'],
  ['六月十号中午', '2026-06-10T12:00:00+02:00'],
])('reads the time of "%s"', (text, time) => {
  expect(readTime(text, moment)).toBe(time)
})

test.each([
  ['today', '2026-06-03'],
  ['tomorrow', '2026-06-04'],
  ['monday', '2026-06-08'],
  ['next friday', '2026-06-12'],
  ['in two weeks', '2026-06-17'],
  ['the 21st of June', '2026-06-21'],
  ['march 1', '2027-03-01'],
  ['下周一', '2026-06-08'],
  ['三天后', '2026-06-06'],
  ['2026年7月1日', '2026-07-01'],
])('reads the day of "%s"', (text, day) => {
  expect(readDate(text, moment)).toBe(day)
})

test.each(['the kitchen', '', 'tomorrow', 'at 7 bananas', '31 february at noon', '25:99', 'next'])('reads no time in "%s"', (text) => {
  expect(readTime(text, moment)).toBeUndefined()
})

test('a time that the clocks leave out is moved on', () => {
  expect(readTime('2026-03-29 02:30', moment)).toBe('2026-03-29T03:30:00+02:00')
})
