import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../engine/terms/json.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { plainValue } from '../../engine/document/plain-value.ts'
import { corpusRows } from '../helpers/corpora.ts'

interface Row {
  readonly name: string
  readonly expect: string
  readonly base64: string
}

const rows = corpusRows<Row>('naughty-strings/json_test_suite.jsonl')

/** JSON texts that YAML 1.2 or our limits do not read as JSON does, by what the parser says of them. */
const ourRules = new Set(['duplicate-key', 'too-deep', 'not-json', 'not-text-key', 'reserved-key'])

test.each(rows)('the JSON text $name is answered', (row) => {
  const text = new TextDecoder().decode(Buffer.from(row.base64, 'base64'))
  const { root, diagnostics } = parseDocument(text)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (row.expect !== 'accept' && !row.name.startsWith('y_')) return
  expect(errors.filter(({ code }) => !ourRules.has(code))).toEqual([])
  if (errors.length > 0) return
  expect(canonicalJson(root === undefined ? null : plainValue(root))).toBe(canonicalJson(JSON.parse(text) as Json))
})
