import { expect, test } from 'vitest'
import { bestOf } from '../../engine/agent/best-of.ts'

test('the best places come first, of equal ones the smaller number or what the order says', () => {
  const scores = Float64Array.of(1, 3, 2, 3, 0, 3)
  const places = [5, 4, 3, 2, 1, 0]
  expect(bestOf(places, scores, 4)).toEqual([1, 3, 5, 2])
  expect(bestOf(places, scores, 2, (a, b) => b - a)).toEqual([5, 3])
  expect(bestOf(places, scores, 99)).toEqual([1, 3, 5, 2, 0, 4])
  expect(bestOf(places, scores, 0)).toEqual([])
})

test('it gives what sorting all of them gives', () => {
  const scores = Float64Array.from({ length: 500 }, (_, place) => (place * 7_919) % 41)
  const places = Array.from(scores.keys())
  const sorted = [...places].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
  for (const most of [1, 7, 100, 499]) expect(bestOf(places, scores, most)).toEqual(sorted.slice(0, most))
})
