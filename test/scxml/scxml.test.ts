import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { corpusRows } from '../helpers/corpora.ts'
import { convertScxml, dataElements } from './convert.ts'
import { exceptions } from './exceptions.ts'
import { play } from './play.ts'
import type { ScxmlTest } from './tree.ts'

const ownRows = readFileSync(fileURLToPath(new URL('extra.jsonl', import.meta.url)), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ScxmlTest)
const suites = [{ name: 'public suite', rows: corpusRows<ScxmlTest>('scxml/tests.jsonl') }, { name: 'own cases', rows: ownRows }]
const table: string[] = []

for (const { name, rows } of suites) {
  describe(name, () => {
    const structural = rows.filter((row) => row.scxml !== null && dataElements(row.scxml).length === 0)
    const count = { passed: 0, excepted: 0 }
    const unsupported: string[] = []
    for (const row of structural) {
      const converted = attempt(row)
      if (converted instanceof Error) {
        test(`${row.id} can be converted`, () => Promise.reject(converted))
        continue
      }
      if ('unsupported' in converted) {
        unsupported.push(`  ${row.id}: ${converted.unsupported}`)
        continue
      }
      const exception = exceptions.find(({ id }) => id === row.id)
      test(`${row.id} ${exception === undefined ? 'goes through the configurations of its script' : `differs: ${exception.reason}`}`, () => {
        const difference = play(converted, row.script)
        if (exception === undefined) expect(difference, converted.text).toBeUndefined()
        else expect(difference, 'this exception is no longer needed').toBeDefined()
        count[exception === undefined ? 'passed' : 'excepted']++
      })
    }
    afterAll(() => {
      table.push(`${name}: ${rows.length} tests, ${structural.length} structural, ${count.passed} passed, ${count.excepted} excepted, ${unsupported.length} structural but not expressible`, ...unsupported)
    })
    test('what needs a data model is told by its elements', () => {
      for (const row of rows) if (!structural.includes(row)) expect(row.scxml === null || 'unsupported' in convertScxml(row.scxml)).toBe(true)
    })
  })
}

/** One document that breaks the converter must not hide the others. */
function attempt(row: ScxmlTest) {
  try {
    return convertScxml(row.scxml)
  } catch (thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown))
  }
}

afterAll(() => {
  process.stdout.write(`${table.join('\n')}\n`)
})
