import fc from 'fast-check'
import { test } from 'vitest'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { checkSteps, units } from './check-steps.ts'
import { anyStep } from './edit-steps.ts'
import { oddFile } from './odd-file.ts'

const steps = fc.array(anyStep, { minLength: 1, maxLength: 8 })
const sound = units.filter((yaml) => parseDocument(yaml).diagnostics.length === 0)
const runs = Number(process.env['CHELA_RUNS'] ?? 150)

test('any sequence of edits on anything people wrote leaves every untouched line', () => {
  fc.assert(fc.property(fc.constantFrom(...sound), steps, (source, made) => void checkSteps(source, made)), { numRuns: runs })
})

test('any sequence of edits on many odd files leaves every untouched line', () => {
  fc.assert(fc.property(fc.nat({ max: 100_000 }), steps, (seed, made) => void checkSteps(oddFile(seed), made)), { numRuns: runs * 3 })
})
