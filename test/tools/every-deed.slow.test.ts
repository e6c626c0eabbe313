import { afterAll, beforeAll, test } from 'vitest'
import { expectTruth, expectUndone } from './deed-laws.ts'
import type { DeedTable } from './deed-world.ts'
import { deedsInMemory, slowInMemory } from './deeds-in-memory.ts'
import { deedsOnMachine, sentByGit, startMachine, stopMachine } from './deeds-on-machine.ts'

beforeAll(startMachine)
afterAll(stopMachine)

const rowsOf = (table: DeedTable) => Object.entries(table).flatMap(([tool, all]) => all.map((drawn, index) => ({ tool, drawn, index })))
const rows = [...rowsOf(deedsOnMachine), ...rowsOf(deedsInMemory).filter(({ tool }) => slowInMemory.includes(tool))]

test.each(rows)('$tool: done and undone leaves the world as it was, and a refusal changes nothing ($index)', async ({ tool, drawn }) => {
  await expectUndone(tool, drawn, 3)
})

test.each([...rows, ...rowsOf(sentByGit)])('$tool: killed before or after any operation, it tells the truth or can be done again ($index)', async ({ tool, drawn }) => {
  await expectTruth(tool, drawn, 1)
})
