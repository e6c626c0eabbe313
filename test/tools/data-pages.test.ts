import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readText } from '../skills/shipped-skill.ts'
import { toolbox } from './tool-world.ts'

const world = { skill: () => undefined, skillNames: () => [] }

test.each([['data', 'data'], ['text', 'text'], ['archives', 'archive']])('the page about %s names every tool of its area, and the checker finds no fault in its skills', (page, area) => {
  const text = readFileSync(fileURLToPath(new URL(`../../docs/areas/${page}.md`, import.meta.url)), 'utf8')
  for (const name of toolbox.names().filter((one) => one.startsWith(`${area}.`))) expect(text).toContain(`\`${name}\``)
  const blocks = [...text.matchAll(/^```yaml\n(chela:.*?)^```$/gmsu)].map(([, block = '']) => block)
  expect(blocks.length).toBeGreaterThan(0)
  for (const block of blocks) expect(readText(block, page, world).skill?.name).toBeDefined()
  for (const block of blocks) expect(readText(block, page, world).findings).not.toMatch(/ (?:error|warning) /)
})
