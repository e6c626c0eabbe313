import fc from 'fast-check'
import { test } from 'vitest'
import { compareSteps } from './compare-steps.ts'
import { Choices, randomSkill } from './random-skill.ts'

test('many random skills go through the same steps in our interpreter as in XState', () => {
  const numbers = fc.array(fc.nat(1000), { minLength: 20, maxLength: 300 })
  fc.assert(fc.property(numbers, numbers, (shape, walk) => {
    compareSteps(randomSkill(new Choices(shape)), new Choices(walk), 40)
  }), { numRuns: Number(process.env['CHELA_RUNS'] ?? 200) })
}, 300_000)
