import { expect, test } from 'vitest'
import { functionCatalog, otherNames } from '../../engine/expression/function-catalog.ts'
import { library } from '../../engine/expression/library.ts'
import { nearestName } from '../../engine/expression/nearest-name.ts'
import { parseDuration } from '../../engine/expression/parse-duration.ts'
import { parseTime } from '../../engine/expression/parse-time.ts'

test('the catalog and the library hold the same functions', () => {
  const described = [...functionCatalog.values()].filter((entry) => !entry.macro).map((entry) => entry.name)
  expect(described.toSorted()).toEqual([...library.keys()].toSorted())
  for (const name of otherNames.values()) expect(functionCatalog.has(name)).toBe(true)
})

test.each([
  ['7d', 604_800_000], ['1h30m', 5_400_000], ['500ms', 500], ['2w', 1_209_600_000], ['PT5M', 300_000], ['P1D', 86_400_000], ['P1DT12H', 129_600_000], ['P2W', 1_209_600_000], ['3600s', 3_600_000], ['0.5s', 500], ['00:05:00', 300_000], ['1:30', 5_400_000],
  ['-5m', -300_000], ['0s', 0], ['', undefined], ['7', undefined], ['d', undefined], ['7 d', undefined], ['P', undefined], ['PT', undefined], ['P1M', undefined], ['P1DT', undefined], ['7D', undefined], ['1'.repeat(100), undefined],
])('%j as a duration is %s milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

test.each([
  ['2026-06-01', Date.UTC(2026, 5, 1)], ['2026-06-01T12:30', Date.UTC(2026, 5, 1, 12, 30)], ['2026-06-01 12:30:15', Date.UTC(2026, 5, 1, 12, 30, 15)], ['2026-06-01T12:00:00.123456Z', Date.UTC(2026, 5, 1, 12, 0, 0, 123)], ['2026-06-01T12:00:00+02:00', Date.UTC(2026, 5, 1, 10)],
  ['2026-06-01T12:00:00-0530', Date.UTC(2026, 5, 1, 17, 30)], ['2024-02-29', Date.UTC(2024, 1, 29)], ['0001-01-01', -62_135_596_800_000], ['2026-02-29', undefined], ['2026-13-01', undefined], ['2026-06-01T24:00', undefined], ['2026-06-01Z', undefined], ['20260601', undefined], ['2026-06-01T12:00:00+25:00', undefined],
])('%j as a time is %s', (text, milliseconds) => {
  expect(parseTime(text)).toBe(milliseconds)
})

test('the nearest name is at most two edits away', () => {
  expect(nearestName('puor', ['boil', 'pour'])).toBe('pour')
  expect(nearestName('Look', ['look', 'lock'])).toBe('look')
  expect(nearestName('xyz', ['look', 'pour'])).toBeUndefined()
  expect(nearestName('a', ['b'])).toBeUndefined()
  expect(nearestName('dayz', new Set(['days']))).toBe('days')
})
