import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalog } from '../../engine/check/catalog.ts'
import { documentCatalog } from '../../engine/check/document-catalog.ts'
import { checkCases, updating } from './check-cases.ts'
import { diagnosticsPage } from './diagnostics-page.ts'

const engine = join(import.meta.dirname, '../../engine')
const page = join(import.meta.dirname, '../../docs/diagnostics.md')

/** Its case would be a file of a megabyte; the tests of the document show it. */
const withoutCase = ['too-large']

const codes = Object.keys(catalog)
const documentCodes = Object.keys(documentCatalog)
const rules = readdirSync(join(engine, 'check/rules')).map((file) => file.replace(/\.ts$/, ''))

test('every rule has a row, and every row is a rule or is found while reading', () => {
  expect(rules.filter((rule) => !codes.includes(rule))).toEqual([])
  const reading = codes.filter((code) => !rules.includes(code))
  const texts = sources(join(engine, 'check')).filter((path) => !path.includes('/rules/') && !path.endsWith('catalog.ts')).map((path) => readFileSync(path, 'utf8'))
  expect(reading.filter((code) => !texts.some((text) => text.includes(`'${code}'`)))).toEqual([])
})

test('a rule reports its own code only, but for names that other rules share', () => {
  const shared: Record<string, string[]> = { 'reserved-name': ['bad-state-name'] }
  for (const rule of rules) {
    const text = readFileSync(join(engine, 'check/rules', `${rule}.ts`), 'utf8')
    const told = new Set([...text.matchAll(/scene\.report\(\s*'([a-z-]+)'|reportFaults\(scene, '[a-z-]+', '([a-z-]+)'/g)].map((match) => match[1] ?? match[2] ?? ''))
    expect([...told].filter((code) => code !== rule && !shared[rule]?.includes(code)), rule).toEqual([])
  }
})

test('every code of the document has a row', () => {
  const texts = sources(join(engine, 'document')).map((path) => readFileSync(path, 'utf8')).join('\n')
  const made = new Set([...texts.matchAll(/code: '([a-z-]+)'|refuse\('([a-z-]+)'|fault: '([a-z-]+)'/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? ''))
  expect([...made].sort()).toEqual([...documentCodes].sort())
})

test('every row has a case folder, and every case folder a row', () => {
  const cases = checkCases().map((one) => one.code)
  expect(cases).toEqual([...codes, ...documentCodes].filter((code) => !withoutCase.includes(code)).sort())
})

test('the page of diagnostics has a heading for every row and is up to date', () => {
  const made = diagnosticsPage()
  if (updating) writeFileSync(page, made)
  const written = readFileSync(page, 'utf8')
  expect([...written.matchAll(/^### (.+)$/gm)].map((match) => match[1])).toEqual([...documentCodes, ...codes])
  expect(written).toBe(made)
})

test('there are at least 45 kinds of diagnostics beside those of the document', () => {
  expect(codes.length).toBeGreaterThanOrEqual(45)
})

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map((entry) => join(entry.parentPath, entry.name))
}
