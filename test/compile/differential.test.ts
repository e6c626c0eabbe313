import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareSteps } from './compare-steps.ts'
import { Choices, randomSkill } from './random-skill.ts'

const stepsEach = 20

test('random skills go through the same configurations, values, timers and effects in our step as in XState', () => {
  const runs = 12
  const shapes = fc.array(fc.nat(1000), { minLength: 20, maxLength: 200 })
  const walks = fc.array(fc.nat(1000), { minLength: stepsEach * 4, maxLength: stepsEach * 4 })
  let steps = 0
  fc.assert(fc.property(shapes, walks, (shape, walk) => {
    steps += compareSteps(randomSkill(new Choices(shape)), new Choices(walk), stepsEach)
  }), { numRuns: runs })
  expect(steps).toBeGreaterThan(runs * 5)
})
