import { expect, test } from 'vitest'
import { calibrationError, clincRows, confidenceBins, drawExamples, indexOf, scoreClinc } from './clinc.ts'
import { foreignSkills } from './distractors.ts'
import { evaluateHomes } from './home-assist.ts'

const rows = clincRows()
const outside = rows.filter(({ split }) => split === 'oos_val')
const some = (every: number) => rows.filter(({ split }) => split === 'val').filter((_, place) => place % every === 0)

test('ten examples an intent are enough to be above plain TF-IDF, in scope and out of scope at once', () => {
  const score = scoreClinc(indexOf(drawExamples(rows, 10, 1).examples), some(1), outside)
  expect(score.outOfScope).toBeGreaterThan(0.4)
  expect(score.inScope).toBeGreaterThan(0.789)
})

test('a confidence says how often such a pick is right', () => {
  const { judged } = scoreClinc(indexOf(drawExamples(rows, 10, 2).examples), some(2), outside)
  expect(calibrationError(confidenceBins(judged))).toBeLessThan(0.06)
})

test('words change a home as they should, also among two thousand foreign skills', async () => {
  const share = (results: Awaited<ReturnType<typeof evaluateHomes>>): number => {
    const mini = results.filter(({ test }) => test.set === 'assist-mini')
    return mini.filter(({ isRight }) => isRight).length / mini.length
  }
  expect(share(await evaluateHomes())).toBeGreaterThan(0.633)
  expect(share(await evaluateHomes(foreignSkills(2_000)))).toBeGreaterThan(0.633)
})
