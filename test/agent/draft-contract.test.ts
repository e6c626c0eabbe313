import { expect, test } from 'vitest'
import { draftContract, idleLimits, type PossibleDeed } from '../../engine/agent/draft-contract.ts'
import { readLimits } from '../../engine/agent/read-limits.ts'
import { contractFault } from '../../engine/gate/contract-fault.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'

const now = Date.parse('2026-06-01T10:00:00Z')

function deed(name: string, bounds: PossibleDeed['bounds'] = {}, atLeast = 0): PossibleDeed {
  const tool = builtinTools.find((one) => one.name === name)
  if (tool === undefined) throw new Error(`There is no tool ${name}.`)
  return { tool, bounds, atLeast }
}

const tidy = [deed('file.list', { folder: ['~/Downloads'] }), deed('file.move', { from: ['~/Downloads'], to: ['~/Downloads'] }), deed('file.trash', { path: ['~/Downloads'] })]

test('a contract keeps the words to the letter and allows what the skill may do, no more', () => {
  const words = 'Tidy  my DOWNLOADS!'
  const contract = draftContract(words, tidy, now)
  expect(contract.words).toBe(words)
  expect(contract.allowed.map(({ tool, with: bounds }) => [tool, bounds])).toEqual(tidy.map(({ tool, bounds }) => [tool.name, bounds]))
  expect(contract.allowed[1]?.words).toBe('move a file or folder: from inside ~/Downloads, to inside ~/Downloads')
  expect([contract.required, contract.limits, contract.until]).toEqual([[], [], undefined])
  expect(contractFault(contract)).toBeUndefined()
})

test('what the words forbid is not allowed, and looking is', () => {
  expect(draftContract("tidy my downloads but don't delete anything", tidy, now).allowed.map(({ tool }) => tool)).toEqual(['file.list', 'file.move'])
  expect(draftContract('整理下载文件夹，不要删除任何东西', tidy, now).allowed.map(({ tool }) => tool)).toEqual(['file.list', 'file.move'])
  expect(draftContract('look through my downloads without changing anything', tidy, now).allowed.map(({ tool }) => tool)).toEqual(['file.list'])
})

test('numbers in the words become limits of the deeds they speak of', () => {
  const { limits } = draftContract('tidy my downloads, at most twenty files', tidy, now)
  expect(limits.map(({ tool, times }) => [tool, times])).toEqual([['file.move', 20], ['file.trash', 20]])
  expect(limits[0]?.words).toContain('at most twenty files')
  expect(draftContract('整理下载，最多 5 个文件', tidy, now).limits[0]?.times).toBe(5)
})

test('a time that all may take ends the contract', () => {
  expect(draftContract('tidy my downloads within 10 minutes', tidy, now).until).toBe(now + 600_000)
})

test('deeds that every good end needs are required', () => {
  const contract = draftContract('send it', [deed('mail.send', { to: ['bob@example.org'] }, 2)], now)
  expect(contract.required).toMatchObject([{ tool: 'mail.send', with: { to: ['bob@example.org'] }, times: 2 }])
})

test('an address in the words is the only one, where the skill leaves it open', () => {
  const [allowed] = draftContract('mail the list to ada@example.org.', [deed('mail.send', { account: ['home'] })], now).allowed
  expect(allowed?.with).toMatchObject({ account: ['home'], to: ['ada@example.org'] })
  expect(draftContract('mail it to ada@example.org', [deed('mail.send', { to: ['bob@example.org'] })], now).allowed[0]?.with['to']).toEqual(['bob@example.org'])
})

test('what was only said to limit is no part of the wish', () => {
  expect(readLimits("tidy my downloads but don't delete anything").wish).toBe('tidy my downloads')
  expect(readLimits('tidy my downloads, at most 20 files, within an hour').wish).toBe('tidy my downloads')
  expect(readLimits("don't delete my files").wish).toBe("don't delete my files")
})

test('a number that sets a value limits no deed', () => {
  expect(readLimits('set the heating to at most 21 degrees').limits).toEqual([])
  expect(readLimits('book a table for under 50 euros').limits).toMatchObject([{ kind: 'amount', most: 50 }])
})

test('a limit that no deed can break is told', () => {
  const words = 'tidy my downloads for under 50 euros and do not publish anything'
  const contract = draftContract(words, tidy, now)
  expect(idleLimits(words, contract, tidy)).toHaveLength(2)
})

test('words made to take long are read at once', () => {
  const begun = performance.now()
  for (const filler of [' ', ',', 'at most ', 'a', 'a@', '/a', "don't ", '最多']) readLimits(`tidy${filler.repeat(4000)}x, don't delete`)
  expect(performance.now() - begun).toBeLessThan(1000)
})
