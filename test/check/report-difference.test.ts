import { expect, test } from 'vitest'
import { computeReport } from '../../engine/check/report.ts'
import { allowsMore, differenceWords, reportDifference } from '../../engine/check/report-difference.ts'
import { sampleTools } from '../helpers/sample-tools.ts'
import { skillFrom } from '../helpers/skill-from.ts'

const report = (states: string) => computeReport(skillFrom(`inputs: { folder: string }\nstates:\n${states}`), { tool: sampleTools }, 'h')
const difference = (before: string, after: string) => reportDifference(report(before), report(after))
const trash = (path: string) => `  out: { call: file.trash, with: { path: "${path}" } }\n`

test('the same permissions give no difference', () => {
  const found = difference(trash('/a'), `  other: {}\n${trash('/a')}`)
  expect(differenceWords(found)).toEqual(['May do the same as before.'])
  expect(allowsMore(found)).toBe(false)
})

test('new tools, wider targets and a lost confirm are told first', () => {
  const found = difference(`  sure: { confirm: sure }\n${trash('/a')}`, `${trash('/b')}  send: { call: mail.send, with: { to: x@example.org } }\n`)
  expect(differenceWords(found)).toEqual([
    'New: may send a mail: x@example.org.',
    'Reaches further: file.trash, path: /b.',
    'No longer always asks first: may trash a file: /b.',
    'New: may use the network.',
    'No longer: file.trash, path: /a.',
  ])
  expect(allowsMore(found)).toBe(true)
})

test('less is told as less', () => {
  const found = difference(trash('/a'), '  a: {}')
  expect(differenceWords(found)).toEqual(['No longer: may trash a file: /a.'])
  expect(allowsMore(found)).toBe(false)
})

test('a new pairing of known places counts as wider', () => {
  const move = (name: string, from: string, to: string) => `  ${name}: { call: file.move, with: { from: ${from}, to: ${to} } }\n`
  const before = move('a', '/a', '/b') + move('b', '/c', '/d')
  expect(difference(before, before + move('c', '/a', '/d')).widened).toHaveLength(2)
})

test('an account beside a file counts as wider, and as the network', () => {
  const list = (more: string) => `  a: { call: mail.list, with: { ${more} } }\n`
  const found = difference(list('path: "${ input.folder }"'), list('path: "${ input.folder }"') + list('account: home').replace('a:', 'b:'))
  expect(differenceWords(found)).toEqual(['Reaches further: mail.list, account: home.', 'New: may use the network.'])
  expect(allowsMore(found)).toBe(true)
  expect(allowsMore(difference(list('account: home'), list('path: "${ input.folder }"')))).toBe(true)
})
