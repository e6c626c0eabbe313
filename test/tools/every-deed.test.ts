import { expect, test } from 'vitest'
import { deedsInMemory } from './deeds-in-memory.ts'
import { expectTruth, expectUndone } from './deed-laws.ts'
import { toolNamed } from './tool-world.ts'

const rows = Object.entries(deedsInMemory).flatMap(([tool, all]) => all.map((drawn, index) => ({ tool, drawn, index })))

test.each(rows)('$tool: done and undone leaves the world as it was, and a refusal changes nothing ($index)', async ({ tool, drawn }) => {
  await expectUndone(tool, drawn, 20)
})

test.each(rows)('$tool: killed before or after any operation, it tells the truth or can be done again ($index)', async ({ tool, drawn }) => {
  await expectTruth(tool, drawn, toolNamed(tool).check === undefined ? 2 : 3)
})

test('nothing', () => expect(1).toBe(1))
