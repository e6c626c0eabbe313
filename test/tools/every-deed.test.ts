import { expect, test } from 'vitest'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { deedsInMemory, slowInMemory } from './deeds-in-memory.ts'
import type { DeedTable } from './deed-world.ts'
import { deedsInDav, deedsInMail, sentByMail } from './deeds-in-accounts.ts'
import { deedsOnMachine, sentByGit } from './deeds-on-machine.ts'
import { expectTruth, expectUndone } from './deed-laws.ts'

const rows = Object.entries(deedsInMemory).filter(([tool]) => !slowInMemory.includes(tool)).flatMap(([tool, all]) => all.map((drawn, index) => ({ tool, drawn, index })))

test.each(rows)('$tool: done and undone leaves the world as it was, and a refusal changes nothing ($index)', async ({ tool, drawn }) => {
  await expectUndone(tool, drawn, 10)
})

test.each(rows)('$tool: killed before or after any operation, it tells the truth or can be done again ($index)', async ({ tool, drawn }) => {
  await expectTruth(tool, drawn, 1)
})

const toolsOf = (...tables: readonly DeedTable[]): readonly string[] => tables.flatMap((table) => Object.entries(table).filter(([, drawn]) => drawn.length > 0).map(([tool]) => tool))
const undone = toolsOf(deedsInMemory, deedsOnMachine, deedsInDav, deedsInMail)
const killed = [...undone, ...toolsOf(sentByGit, sentByMail)]

test('every reversible tool is done and undone in drawn worlds', () => {
  const reversible = builtinTools.filter((tool) => tool.class === 'reversible').map((tool) => tool.name)
  expect(reversible.filter((tool) => !undone.includes(tool))).toEqual([])
  expect(undone.filter((tool) => !reversible.includes(tool))).toEqual([])
})

test('every tool that can tell whether it happened is killed at each operation, and every other change can be done again', () => {
  const checked = builtinTools.filter((tool) => tool.check !== undefined).map((tool) => tool.name)
  expect(checked.filter((tool) => !killed.includes(tool))).toEqual([])
  expect(builtinTools.filter((tool) => tool.class === 'reversible' && tool.check === undefined && !tool.idempotent)).toEqual([])
})
