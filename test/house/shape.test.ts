import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, modulesIn } from './modules.ts'

const modules = [...modulesIn('engine'), ...modulesIn('editor')]
const sizes = modules.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b)

test('no file is longer than 400 lines', () => {
  expect(sizes.filter(({ lines }) => lines > 400)).toEqual([])
})

test('half of the files have at most 100 lines, nine of ten at most 250', () => {
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100)
  expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(250)
})

test('file names are kebab-case and say what is inside', () => {
  const names = modules.filter(({ path }) => path.endsWith('.ts')).map(({ path }) => ({ path, name: basename(path, '.ts') }))
  expect(names.filter(({ name }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([])
  expect(names.filter(({ name }) => /^(?:utils?|common|misc|helpers?|types)$|manager/.test(name))).toEqual([])
})

test('React components are named as what they export', () => {
  const components = modules.filter(({ path }) => path.endsWith('.tsx') && path !== 'editor/main.tsx')
  expect(components.filter(({ path, text }) => !new RegExp(`export (?:async )?(?:function|const) ${basename(path, '.tsx')}\\b`).test(text)).map(({ path }) => path)).toEqual([])
})

test('time, chance and the network are met in adapters only', () => {
  // What the export prints is code of another program.
  const inside = modules.filter(({ path }) => !/^engine\/(?:adapters|cli|serve|compile\/to-xstate)\/|^editor\/(?:link\/|service-worker\.ts$)/.test(path))
  const wild = /\blocalStorage\b|\bsessionStorage\b|\bDate\.now\b|\bMath\.random\b|\bfetch\(|\bnew Date\(\)|\bperformance\.now\b|\bcrypto\.(?:randomUUID|getRandomValues)\b/
  expect(inside.filter(({ text }) => wild.test(codeOf(text))).map(({ path }) => path)).toEqual([])
})

test('no barrels but the doors', () => {
  const barrels = modules.filter(({ path, text }) => !/^engine\/(?:index|node|browser)\.ts$/.test(path) && /^export \*/m.test(text))
  expect(barrels.map(({ path }) => path)).toEqual([])
})

test('nothing is switched off or left for later', () => {
  const left = modules.filter(({ text }) => /@ts-(?:ignore|expect-error|nocheck)|\bTODO\b|\bFIXME\b/.test(text) || /:\s*any\b|\bas any\b/.test(codeOf(text)))
  expect(left.map(({ path }) => path)).toEqual([])
})
