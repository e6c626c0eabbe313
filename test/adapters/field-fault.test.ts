import { expect, test } from 'vitest'
import { fieldFault } from '../../engine/adapters/field-fault.ts'
import type { Json, JsonSchema } from '../../engine/terms/json.ts'

const rows: readonly [JsonSchema, Json, string | undefined][] = [
  [{ type: 'string' }, 'a', undefined],
  [{ type: 'string' }, 1, 'This must be string.'],
  [{ type: ['string', 'null'] }, null, undefined],
  [{ type: 'integer' }, 1.5, 'This must be integer.'],
  [{ minimum: 1, maximum: 3 }, 4, 'The most is 3.'],
  [{ minimum: 1 }, 0, 'The least is 1.'],
  [{ exclusiveMinimum: 1 }, 1, 'This must be more than 1.'],
  [{ exclusiveMaximum: 1 }, 1, 'This must be less than 1.'],
  [{ multipleOf: 0.1 }, 0.3, undefined],
  [{ multipleOf: 2 }, 3, 'This must be a multiple of 2.'],
  [{ minLength: 2 }, '\u{1f600}', 'At least 2 characters are needed.'],
  [{ maxLength: 1 }, 'ab', 'At most 1 characters fit.'],
  [{ pattern: '^a+$' }, 'b', 'This must fit the pattern ^a+$.'],
  [{ pattern: '(' }, 'b', undefined],
  [{ format: 'date' }, '2026-02-30', 'This must be a date such as 2026-03-31.'],
  [{ format: 'date' }, '2026-02-28', undefined],
  [{ format: 'date-time' }, 'now', 'This must be a time such as 2026-03-31T09:00:00Z.'],
  [{ format: 'email' }, 'a b@c', 'This must be an address such as name@example.org.'],
  [{ enum: ['a', 1] }, 'b', 'Choose one of: "a", 1.'],
  [{ const: 'a' }, 'b', 'Only "a" is possible here.'],
  [{ items: { type: 'number' } }, [1, 'x'], 'Element 2: This must be number.'],
  [{ minItems: 1 }, [], 'At least 1 elements are needed.'],
  [{ required: ['a'] }, {}, '"a" is missing.'],
  [{ required: ['toString'] }, {}, '"toString" is missing.'],
  [{ properties: { a: { type: 'boolean' } } }, { a: 1 }, '"a": This must be boolean.'],
]

test.each(rows)('%j and %j: %j', (schema, value, fault) => {
  expect(fieldFault(schema, value)).toBe(fault)
})

test('a slow pattern is answered at once', () => {
  const before = performance.now()
  fieldFault({ pattern: '^(a+)+$' }, `${'a'.repeat(5000)}b`)
  expect(performance.now() - before).toBeLessThan(1000)
})
