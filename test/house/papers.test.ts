import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exitCodeWords } from '../../engine/cli/exit-codes.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { loadSkill } from '../../engine/load-skill.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import { filesIn, root } from './modules.ts'

const toolbox = createToolbox(builtinTools)
const world = { tools: (name: string) => toolbox.tool(name), toolNames: () => toolbox.names(), hash: hashText('papers') }
const papers = ['README.md', ...filesIn(join(root, 'docs')).filter((path) => path.endsWith('.md')).map((path) => path.slice(root.length + 1))]
const texts = new Map(papers.map((path) => [path, readFileSync(join(root, path), 'utf8')]))

function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] as string)
}

test.each(papers)('every whole skill in %s checks', (path) => {
  for (const block of blocks(texts.get(path) as string, 'yaml').filter((one) => one.startsWith('chela: 1\nname:'))) {
    expect(loadSkill(block, world).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  }
})

test('the README has a whole skill', () => {
  expect(blocks(texts.get('README.md') as string, 'yaml').filter((one) => one.startsWith('chela: 1\nname:'))).toHaveLength(1)
})

test.each(papers)('every command that %s shows exists', (path) => {
  const source = readFileSync(join(root, 'engine/cli/program.ts'), 'utf8')
  const known = new Set([...source.matchAll(/define\('([a-z]+)/g)].map((match) => match[1]))
  expect(known.size).toBeGreaterThan(15)
  const shown = blocks(texts.get(path) as string, 'sh').flatMap((block) => [...block.matchAll(/^(?:chela|npm start --) (\S+)/gm)].map((match) => match[1] as string))
  const named = [...(texts.get(path) as string).matchAll(/`chela ([a-z]+)[ `]/g)].map((match) => match[1] as string)
  expect([...shown, ...named].filter((word) => !known.has(word))).toEqual([])
})

test('the map of the README names every folder, and none that is not there', () => {
  const mapped = [...(texts.get('README.md') as string).matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] as string)
  const folders = (path: string) => readdirSync(join(root, path), { withFileTypes: true }).filter((entry) => entry.isDirectory() && !/^\.|^(?:node_modules|dist)$/.test(entry.name)).map(({ name }) => name)
  const inside = folders('engine').map((name) => `engine/${name}`)
  const around = folders('.').filter((name) => name !== 'engine')
  expect(mapped.filter((path) => !existsSync(join(root, path)))).toEqual([])
  expect([...inside, ...around].filter((path) => !mapped.includes(path))).toEqual([])
})

test.each(papers)('every link of %s leads somewhere', (path) => {
  const links = [...(texts.get(path) as string).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] as string)
  expect(links.filter((link) => !existsSync(join(root, path, '..', link)))).toEqual([])
})

test('the exit codes of the guide are those of the command', () => {
  const rows = [...(texts.get('docs/command-line.md') as string).matchAll(/^\| (\d+) \| (.+) \|$/gm)].map((match) => [Number(match[1]), match[2]])
  expect(rows).toEqual(exitCodeWords)
})
