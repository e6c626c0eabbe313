import { afterAll, beforeAll, test } from 'vitest'
import { expectTruth, expectUndone } from './deed-laws.ts'
import { deedsInMemory, slowInMemory } from './deeds-in-memory.ts'
import { deedsOnMachine, pushes, startMachine, stopMachine } from './deeds-on-machine.ts'

beforeAll(startMachine)
afterAll(stopMachine)

const rows = [...Object.entries(deedsOnMachine), ...slowInMemory.map((tool) => [tool, deedsInMemory[tool] ?? []] as const)]
  .flatMap(([tool, all]) => all.map((drawn, index) => ({ tool, drawn, index })))

test.each(rows)('$tool: done and undone leaves the world as it was, and a refusal changes nothing ($index)', async ({ tool, drawn }) => {
  await expectUndone(tool, drawn, 6)
})

test.each([...rows, ...pushes.map((drawn, index) => ({ tool: 'git.push', drawn, index }))])('$tool: killed before or after any operation, it tells the truth or can be done again ($index)', async ({ tool, drawn }) => {
  await expectTruth(tool, drawn, 1)
})
