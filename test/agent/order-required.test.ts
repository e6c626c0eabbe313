import { expect, test } from 'vitest'
import { draftContract, type PossibleDeed } from '../../engine/agent/draft-contract.ts'
import { outsideContract } from '../../engine/gate/check-contract.ts'
import { contractFault } from '../../engine/gate/contract-fault.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import type { Contract } from '../../engine/terms/contract.ts'

function deed(name: string, bounds: PossibleDeed['bounds'] = {}, atLeast = 1): PossibleDeed {
  const tool = builtinTools.find((one) => one.name === name)
  if (tool === undefined) throw new Error(`There is no tool ${name}.`)
  return { tool, bounds, atLeast }
}

const both = [deed('mail.send'), deed('file.move')]
const orderOf = (words: string, deeds = both): readonly string[] | undefined => {
  const contract = draftContract(words, deeds, 0)
  expect(contractFault(contract)).toBeUndefined()
  return contract.inOrder === true ? contract.required.map(({ tool, anyTime }) => `${tool}${anyTime === true ? '?' : ''}`) : undefined
}

test.each([
  'Move the files, then mail me the list.',
  'first move the files and then send a mail',
  'Move the files to ~/Old. After that, mail me.',
  'move the files. Then mail me.',
  'After moving the files, mail me',
  'Before you mail me, move the files.',
  'move the files before mailing me',
  'mail me only after moving the files',
  'move the file "Now and then mail me.txt", then mail me',
  '先移动文件，再发邮件给我',
  '移动文件，然后发邮件',
  '移动文件之后发邮件',
  '发邮件之前先移动文件',
])('an order that is plainly said is one of the contract: %s', (words) => {
  expect(orderOf(words)).toEqual(['file.move', 'mail.send'])
})

test.each([
  'Move the files and mail me.',
  'mail me when you have moved the files, then rest',
  'move the file "report, then mail it.txt" and mail me',
  'move the notes And Then There Were None and mail me',
  'if files are left, move them, then mail me',
  'every now and then move files and mail me',
  'mail me what I have moved since then',
  'move the files before Friday and mail me',
  'mail me before Friday, after moving the files, then move more',
  'move and mail, then move and mail',
  'look at the files, then move and mail them',
  '再移动文件，发邮件',
  '周五之前移动文件，发邮件',
  '如果有文件，先移动，再发邮件',
])('words that tell no plain order set none: %s', (words) => {
  expect(orderOf(words)).toBeUndefined()
})

test('a deed that the words say nothing of may come at any time, and the clause says so', () => {
  const words = 'move the files, then mail me'
  expect(orderOf(words, [deed('file.write'), ...both])).toEqual(['file.move', 'mail.send', 'file.write?'])
  expect(draftContract(words, [deed('file.write'), ...both], 0).required[2]?.words).toMatch(/ \(at any time\)$/)
})

test('deeds by the same tool have an order where each part names its place', () => {
  const { required, inOrder } = draftContract('mail bob@example.org, then mail ada@example.org', [deed('mail.send', { to: ['ada@example.org', 'bob@example.org'] }, 2)], 0)
  expect([inOrder, required.map(({ times, with: bounds }) => [times, bounds['to']])]).toEqual([true, [[1, ['bob@example.org']], [1, ['ada@example.org']]]])
})

test('deeds that are swapped are found', () => {
  const contract = draftContract('move the files, then mail me', [deed('file.write'), ...both], 0)
  expect(tooEarly(contract, 'mail.send')).toMatch(/^You asked for an order: "send .*" comes after "move .*", which is open\.$/)
  expect([tooEarly(contract, 'file.move'), tooEarly(contract, 'file.write')]).toEqual([undefined, undefined])
})

function tooEarly(contract: Contract, name: string): string | undefined {
  const { tool } = deed(name)
  return outsideContract({ tool: name, input: {}, origins: {}, because: [] }, tool, contract, 0, { atMost: () => 0, receipts: () => 0 })
}

test('words made to take long are read at once', () => {
  const begun = performance.now()
  for (const filler of [' ', 'then ', 'and then ', 'before ', 'after ', '然后', '先', '再', '"', 'a']) draftContract(`move${filler.repeat(4000)}x`, both, 0)
  expect(performance.now() - begun).toBeLessThan(1500)
})
