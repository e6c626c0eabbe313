import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { checkSteps, units } from './check-steps.ts'
import { anyStep } from './edit-steps.ts'
import { oddFile } from './odd-file.ts'

const small = units.filter((yaml) => yaml.length < 1500 && parseDocument(yaml).diagnostics.length === 0)

test('any sequence of edits on what people wrote gives the value meant and leaves every untouched line', () => {
  const steps = fc.array(anyStep, { minLength: 1, maxLength: 8 })
  fc.assert(fc.property(fc.constantFrom(...small), steps, (source, made) => void checkSteps(source, made)), { numRuns: 20 })
})

test('edits on odd files give the value meant, leave every untouched line, and are seldom refused', () => {
  const counts = { done: 0, refused: 0 }
  for (let seed = 0; seed < 200; seed++) {
    const [steps] = fc.sample(fc.array(anyStep, { minLength: 1, maxLength: 2 }), { numRuns: 1, seed })
    const { done, refused } = checkSteps(oddFile(seed), steps ?? [])
    counts.done += done
    counts.refused += refused
  }
  expect(counts.done).toBeGreaterThan(counts.refused * 10)
})
