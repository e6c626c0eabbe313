import { expect, test } from 'vitest'
import { coveringRules } from '../../engine/gate/covering-rules.ts'
import type { ReportLine } from '../../engine/terms/report.ts'
import { skillHash, someRule } from './gate-facts.ts'

const line = { tool: 'mail.send' } as ReportLine
const told = (...rules: Parameters<typeof someRule>[0][]) => coveringRules({ rules: rules.map(someRule), expires: 60_000 }, { skill: 'tidy', hash: skillHash, lines: [line] }, 1000)

test('a report tells of each rule that could allow one of its tools, and to whom', () => {
  expect(told({ tool: 'mail.*', skill: 'tidy', with: { to: ['me@example.org'] } }, { tool: 'mail.send', skill: skillHash }, { with: { '*': ['a', 'b'] } })).toEqual([
    'A rule of yours allows mail.* with "to" being me@example.org to whatever text you have accepted that stands under the name "tidy" among your skills.',
    'A rule of yours allows mail.send to this very text.',
    'A rule of yours allows any tool with its places being a or b to every skill.',
  ])
})

test('nothing is told of rules that ask or deny, of others, of other tools, and of those whose time is over', () => {
  expect(told({ answer: 'deny' }, { answer: 'ask' }, { skill: 'other' }, { tool: 'file.*' }, { until: 1000 })).toEqual([])
})

test('hidden characters of a rule are seen', () => {
  expect(told({ with: { to: ['a\u202eb'] } })[0]).toContain('a\\u202eb')
})
