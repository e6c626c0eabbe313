import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readText, runInside } from '../skills/shipped-skill.ts'
import { toolbox } from './tool-world.ts'

const folder = fileURLToPath(new URL('../../docs/areas/', import.meta.url))
const world = { skill: () => undefined, skillNames: () => [] }

/** The page of each area of tools. */
const pages: { readonly [area: string]: string } = {
  archive: 'archives', calendar: 'calendar', clipboard: 'clipboard', contacts: 'contacts', data: 'data', document: 'documents', feed: 'feeds', file: 'files', git: 'git', http: 'http', image: 'images',
  mail: 'mail', memory: 'memory', notify: 'notices', open: 'opening', page: 'pages', process: 'programs', speech: 'speech', system: 'system', text: 'text', time: 'time', watch: 'watching',
}
const textOf = (page: string): string => readFileSync(`${folder}${page}.md`, 'utf8')

test('every area of the tools has a page of its own, and every page an area', () => {
  expect(Object.keys(pages)).toEqual([...new Set(toolbox.names().map((name) => name.split('.')[0]))].sort())
  expect(Object.values(pages).sort()).toEqual(readdirSync(folder).filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3)).sort())
})

test('the README names every page', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
  expect(Object.values(pages).filter((page) => !readme.includes(`(docs/areas/${page}.md)`))).toEqual([])
})

test.each(Object.entries(pages))('the tools of %s are all named on the page %s, with the class they have', (area, page) => {
  const text = textOf(page)
  const rows = text.split('\n').filter((line) => /^\| `.*\| (?:read|reversible|sensitive) \|/.test(line))
  for (const tool of toolbox.all().filter(({ name }) => name.startsWith(`${area}.`))) {
    expect(text).toContain(`\`${tool.name}\``)
    for (const row of rows.filter((line) => line.includes(`\`${tool.name}\``))) expect(row).toContain(`| ${tool.class} |`)
  }
})

test.each(Object.values(pages))('the skills on the page %s have no fault, and their tests pass', async (page) => {
  const blocks = [...textOf(page).matchAll(/^```yaml\n(chela:.*?)^```$/gmsu)].map(([, block = '']) => block)
  expect(blocks.length).toBeGreaterThan(0)
  for (const block of blocks) {
    const read = readText(block, page, world)
    expect(read.findings).not.toMatch(/ (?:error|warning) /)
    expect(read.skill?.name).toBeDefined()
    expect((await runInside(read)).filter(({ passed }) => !passed)).toEqual([])
  }
})
