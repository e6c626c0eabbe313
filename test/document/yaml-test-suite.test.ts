import { expect, test } from 'vitest'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { plainValue } from '../../engine/document/plain-value.ts'
import { corpusRows } from '../helpers/corpora.ts'

interface Case {
  readonly id: string
  readonly fail: boolean
  readonly yaml_raw: string
  readonly json: string | null
}

const cases = corpusRows<Case>('yaml-test-suite/cases.jsonl')

/** Puts in place of the suite's marks what they stand for. */
function unmark(text: string): string {
  return text.replaceAll('␣', ' ').replace(/—*»/g, '\t').replaceAll('⇔', '\ufeff').replaceAll('←', '\r').replaceAll('↵', '').replace(/∎\n$/, '')
}

/** Texts that must fail, but which are read: a directive without a document changes nothing in a skill file. */
const readAnyway = new Map([
  ['9MMA', 'a directive with no document after it: there is no root, so nothing can be run'],
  ['SF5V', 'the same directive twice: it has no effect'],
])

/** What a skill file may not have, though YAML may. */
const ourRules = new Set(['not-text-key', 'many-documents', 'unknown-tag', 'not-json', 'merge-key'])

/** Sound cases that are not read as the suite says. */
const differently = new Map([
  ['UKK6-2', 'the bare tag "!" makes an empty text, not null'],
  ['ZYU8-2', 'a directive of an unknown YAML version is a fault of the library'],
])

test.each(cases)('case $id is answered in time, failing where it must', ({ id, fail, yaml_raw }) => {
  const begin = performance.now()
  const { diagnostics } = parseDocument(unmark(yaml_raw))
  expect(performance.now() - begin).toBeLessThan(1000)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (fail && !readAnyway.has(id)) expect(errors.length).toBeGreaterThan(0)
  if (!fail && !differently.has(id)) expect(errors.filter(({ code }) => !ourRules.has(code))).toEqual([])
})

test('sound cases give the value that the suite says', () => {
  let compared = 0
  for (const { id, fail, json, yaml_raw } of cases) {
    const { root, diagnostics } = parseDocument(unmark(yaml_raw))
    const value = jsonOrNothing(json)
    if (fail || value === undefined || diagnostics.length > 0 || differently.has(id)) continue
    expect({ id, value: root === undefined ? null : plainValue(root) }).toEqual({ id, value })
    compared++
  }
  expect(compared).toBeGreaterThan(cases.length / 3)
})

/** Some cases give the values of several documents, which is no JSON text. */
function jsonOrNothing(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}
