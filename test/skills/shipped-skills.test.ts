import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { computeReport } from '../../engine/check/report.ts'
import { reportWords } from '../../engine/check/report-words.ts'
import { runInside, shippedNames, shippedSkill, toolbox } from './shipped-skill.ts'

test.each(shippedNames)('%s: the checker has nothing to say', (name) => {
  expect(shippedSkill(name).findings).toBe('')
})

describe.each(shippedNames)('%s', (name) => {
  test('its own tests pass', async () => {
    const results = await runInside(shippedSkill(name))
    expect(results.flatMap(({ name: test, problems }) => problems.map((problem) => `${test}: ${problem}`))).toEqual([])
  })

  test('its report is what a stranger was shown', () => {
    const { skill, text } = shippedSkill(name)
    if (skill === undefined) throw new Error('faults')
    const words = `${reportWords(computeReport(skill, { tool: (tool) => toolbox.tool(tool) }, text.hash)).join('\n')}\n`
    const file = fileURLToPath(new URL(`expected/${name}.report.txt`, import.meta.url))
    if (process.env['UPDATE'] === '1') writeFileSync(file, words)
    expect(words).toBe(readFileSync(file, 'utf8'))
  })
})
