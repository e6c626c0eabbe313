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
  expect(limits).toMatchObject([{ tool: 'file.move', also: ['file.trash'], times: 20 }])
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
  expect(readLimits('set the heating to at most 21 degrees').counts).toEqual([])
  expect(readLimits('book a table for under 50 euros').amounts).toMatchObject([{ most: 50 }])
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

const mails = ['mail.send', 'mail.reply', 'message.send', 'file.trash'].map((name) => mailDeed(name))

function mailDeed(name: string): PossibleDeed {
  const found = builtinTools.find((one) => one.name === name)
  return { tool: found ?? { ...deed('mail.send').tool, name, title: name.replace('.', ' ') }, bounds: {}, atLeast: 0 }
}

test('a count in the words is one limit over all tools that can do that deed', () => {
  const limitOf = (words: string) => draftContract(words, mails, now).limits.map(({ tool, also = [], times }) => [[tool, ...also].join(' '), times])
  const sending = 'mail.send mail.reply message.send'
  expect(limitOf('send three mails to bob@example.org')).toEqual([[sending, 3]])
  expect(limitOf('Please send Bob no more than 2 mails.')).toEqual([[sending, 2]])
  expect(limitOf("answer what you can, but don't send more than a dozen messages")).toEqual([[sending, 12]])
  expect(limitOf('发三封邮件给小王')).toEqual([[sending, 3]])
  expect(limitOf('最多发三封邮件')).toEqual([[sending, 3]])
  // The trash is a place to move to.
  expect(draftContract('move at most 10 files', tidy, now).limits).toEqual([{ words: 'at most 10 files (file.move, file.trash, together)', tool: 'file.move', also: ['file.trash'], with: {}, times: 10, atMost: {} }])
})

test.each([
  'send three mails to each customer', 'send three or four mails', 'send at least three mails', 'delete the 3 mails from Bob and the 2 from Alice', 'send two mails, then send Bob another one',
  'send a mail about the two meetings', 'send a mail that says "send three mails"', 'reply in 20 minutes', 'send 50 euros', 'forward mail with 3 attachments', '给每个人发三封邮件', '发一封邮件',
])('what does not plainly count all deeds of a kind limits none: %s', (words) => {
  expect(draftContract(words, mails, now).limits).toEqual([])
})
