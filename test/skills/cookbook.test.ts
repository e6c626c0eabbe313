import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { summarizeSkill } from '../../engine/check/summarize-skill.ts'
import { readText, runInside, shippedNames, shippedSkill } from './shipped-skill.ts'

const page = readFileSync(fileURLToPath(new URL('../../docs/cookbook.md', import.meta.url)), 'utf8')

/** Every block with the heading above it. */
const recipes = page.split(/^## /mu).slice(1).map((part) => {
  const [title = ''] = part.split('\n')
  const blocks = [...part.matchAll(/^```yaml\n(.*?)^```$/gmsu)].map(([, block = '']) => block)
  return { title, blocks }
})

const world = {
  skill: (name: string) => {
    const skill = shippedNames.includes(name) ? shippedSkill(name).skill : undefined
    return skill === undefined ? undefined : summarizeSkill(skill)
  },
  skillNames: () => shippedNames,
}

test('every recipe is one skill', () => {
  expect(recipes.length).toBeGreaterThan(10)
  expect(recipes.filter(({ blocks }) => blocks.length !== 1)).toEqual([])
})

test.each(recipes)('$title: the checker has nothing to say, and the tests inside pass', async ({ title, blocks }) => {
  const read = readText(blocks[0] as string, title, world)
  expect(read.findings).toBe('')
  expect(read.skill?.tests.length).toBeGreaterThan(0)
  const results = await runInside(read)
  expect(results.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`))).toEqual([])
})
