import { expect, test } from 'vitest'
import { exampleSentences } from '../../../editor/views/asking/example-sentences.ts'

const skill = (examples: readonly string[], writable = false, faulty = false) => ({ examples, writable, faulty })

test('of each skill one whole sentence is shown, one\'s own first; none with a gap, none of a skill with faults, none twice', () => {
  expect(exampleSentences([skill(['clean {folder}', 'tidy my downloads', 'tidy all']), skill(['write it down'], true), skill(['broken'], true, true), skill(['tidy my downloads']), skill([])])).toEqual(['write it down', 'tidy my downloads'])
})

test('never more than six are shown', () => {
  expect(exampleSentences(Array.from({ length: 20 }, (_, index) => skill([`do ${index}`])))).toHaveLength(6)
})
