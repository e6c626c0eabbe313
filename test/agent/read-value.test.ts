import fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { valueReader } from '../../engine/agent/read-value.ts'
import { checkValue } from '../../engine/expression/check-value.ts'
import type { JsonSchema } from '../../engine/terms/json.ts'
import { anyText } from '../helpers/any-text.ts'

const surroundings = { moment: { now: Date.parse('2026-06-03T08:30:00Z'), zone: 'UTC' }, known: [] }
const read = (schema: JsonSchema, text: string) => valueReader('input', schema, surroundings)(text)?.value

test.each<[string, JsonSchema, unknown]>([
  ['50%', { type: 'integer', minimum: 0, maximum: 255 }, 128],
  ['50%', { type: 'number', minimum: 0, maximum: 1 }, 0.5],
  ['50 percent', { type: 'number', minimum: 0, maximum: 100 }, 50],
  ['百分之三十', { type: 'number', minimum: 0, maximum: 100 }, 30],
  ['maximum', { type: 'number', minimum: 0, maximum: 11 }, 11],
  ['half', { type: 'integer', minimum: 0, maximum: 10 }, 5],
  ['68 degrees Fahrenheit', { type: 'number', description: 'in °C' }, 20],
  ['20 °C', { type: 'number', description: 'in °F' }, 68],
  ['二十二度', { type: 'number' }, 22],
  ['two hours', { type: 'number', description: 'How long, in minutes' }, 120],
  ['twelve dollars', { type: 'number' }, 12],
  ['3 copies', { type: 'integer' }, 3],
  ['2.5', { type: 'integer' }, undefined],
  ['eleven', { type: 'integer', maximum: 10 }, undefined],
  ['on', { type: 'boolean' }, true],
  ['不要', { type: 'boolean' }, false],
  ['heat cool', { enum: ['heat', 'heat_cool', 'off'] }, 'heat_cool'],
  ['my downloads', { type: 'string', format: 'path' }, '~/Downloads'],
  ['~/a b', { type: 'string', format: 'path' }, undefined],
  ['"notes.txt"', { type: 'string', format: 'path' }, 'notes.txt'],
  ['a@b.example', { type: 'string', format: 'email' }, 'a@b.example'],
  ['the kitchen', { type: 'string', format: 'email' }, undefined],
  ['20 minutes', { type: 'string', format: 'duration' }, '20m'],
  ['milk, eggs and bread', { type: 'array', items: { type: 'string' } }, ['milk', 'eggs', 'bread']],
  ['one, two and 3', { type: 'array', items: { type: 'integer' } }, [1, 2, 3]],
  ['tomorrow', { type: 'string', format: 'date' }, '2026-06-04'],
])('reads "%s" for %j', (text, schema, value) => {
  expect(read(schema, text)).toEqual(value)
})

test('what comes out of any text fits the schema', () => {
  const schemas: readonly JsonSchema[] = [{ type: 'integer', minimum: 1, maximum: 9 }, { type: 'string', format: 'date-time' }, { type: 'string', format: 'duration' }, { type: 'string', maxLength: 5 }, { type: 'array', items: { type: 'number' }, maxItems: 2 }, { enum: ['a', 'b'] }]
  const piece = fastCheck.constantFrom('at', '7', 'tomorrow', 'next', 'monday', 'half', 'past', 'in', 'two', 'hours', '%', 'and', ',', '点', '明天', '半', 'a', '-', '1e9', '99999999', 'june', '31')
  fastCheck.assert(
    fastCheck.property(fastCheck.oneof(anyText(40), fastCheck.array(piece, { maxLength: 8 }).map((words) => words.join(' '))), fastCheck.constantFrom(...schemas), (text, schema) => {
      const value = read(schema, text)
      return value === undefined || checkValue(schema, value).length === 0
    }),
    { numRuns: 400 },
  )
})
