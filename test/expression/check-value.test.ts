import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkValue } from '../../engine/expression/check-value.ts'
import { fillDefaults } from '../../engine/expression/fill-defaults.ts'
import type { Json, JsonSchema } from '../../engine/terms/json.ts'

const cases: readonly (readonly [name: string, schema: JsonSchema, fitting: readonly Json[], others: readonly Json[]])[] = [
  ['string', { type: 'string' }, ['', 'a'], [1, null, [], {}]], ['integer', { type: 'integer' }, [1, -2, 1e9], [1.5, '1']], ['two types', { type: ['string', 'null'] }, ['a', null], [1]], ['nothing', {}, [null, 1, {}], []],
  ['enum', { enum: ['a', 1, null] }, ['a', 1, null], ['b', '1']], ['const', { const: { a: [1] } }, [{ a: [1] }], [{ a: [2] }]], ['bounds', { minimum: 1, exclusiveMaximum: 3 }, [1, 2.9, 'x'], [0, 3]], ['multiple', { multipleOf: 0.1 }, [0.3, 1], [0.35]],
  ['length', { minLength: 1, maxLength: 2 }, ['a', '😀😀'], ['', 'abc']], ['pattern', { pattern: '^[a-z]+$' }, ['abc', 1], ['ABC', '']], ['bad pattern', { pattern: '(?=a)' }, [1], ['a']],
  ['items', { type: 'array', items: { type: 'number' }, minItems: 1, maxItems: 2, uniqueItems: true }, [[1], [1, 2]], [[], [1, 1], [1, 2, 3], ['a']]],
  ['object', { type: 'object', properties: { a: { type: 'number' } }, required: ['a'], additionalProperties: false }, [{ a: 1 }], [{}, { a: 'x' }, { a: 1, b: 2 }]], ['more fields', { additionalProperties: { type: 'number' } }, [{ x: 1 }], [{ x: 'a' }]],
  ['anyOf', { anyOf: [{ type: 'string' }, { type: 'number' }] }, ['a', 1], [null]], ['oneOf', { oneOf: [{ minimum: 1 }, { maximum: 5 }] }, [0, 6], [3]], ['allOf', { allOf: [{ minimum: 1 }, { maximum: 5 }] }, [3], [0, 6]], ['not', { not: { type: 'null' } }, [1], [null]],
  ['duration', { format: 'duration' }, ['7d', '1h30m', 'PT5M', 'P1D', '00:05:00', 1], ['', '7', 'P', 'PT', '1 d', '7d ', 'P1Y']], ['date-time', { format: 'date-time' }, ['2026-06-01T00:00:00Z', '2026-06-01T00:00:00.5+02:00', '2026-06-01T10:00'], ['2026-06-01', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', 'now']],
  ['date', { format: 'date' }, ['2026-02-28'], ['2026-02-29', '2026-2-1']], ['email', { format: 'email' }, ['a@b.org'], ['a', 'a@', '@b', 'a b@c']], ['host', { format: 'host' }, ['example.org', 'localhost', '127.0.0.1'], ['', 'a b', '-a.org', 'a..b', 'http://a']],
  ['uri', { format: 'uri' }, ['https://example.org/?q=1', 'mailto:a@b'], ['example.org', '', 'a b:c']], ['skill', { format: 'skill' }, ['tidy-folder'], ['Tidy', 'a--b', '-a', 'a.b']], ['path', { format: 'path' }, ['/a/b', 'C:\\x'], ['', 'a\0b']], ['unknown format', { format: 'zzz' }, ['x'], []],
]

test.each(cases)('%s', (_name, schema, fitting, others) => {
  for (const value of fitting) expect(checkValue(schema, value), JSON.stringify(value)).toEqual([])
  for (const value of others) expect(checkValue(schema, value).length, JSON.stringify(value)).toBeGreaterThan(0)
})

test('faults say where and what in plain words', () => {
  const schema: JsonSchema = { type: 'object', properties: { files: { type: 'array', items: { type: 'object', properties: { name: { type: 'string', minLength: 1 } }, required: ['name'], additionalProperties: false } }, mode: { enum: ['a', 'b'] } }, required: ['mode'] }
  expect(checkValue(schema, { files: [{ name: '' }, { nam: 'x' }, 3] })).toEqual([
    { path: 'mode', message: 'is missing' },
    { path: 'files[0].name', message: 'must not be empty' },
    { path: 'files[1].name', message: 'is missing' },
    { path: 'files[1].nam', message: 'is not known here; known: name' },
    { path: 'files[2]', message: 'must be an object' },
  ])
  expect(checkValue(schema, { mode: 'c' })).toEqual([{ path: 'mode', message: 'must be one of "a", "b"' }])
  expect(checkValue(schema, undefined)).toEqual([{ path: '', message: 'is missing' }])
})

test('deep values and schemas, and slow patterns, end in faults', () => {
  let value: Json = 1
  let schema: JsonSchema = { type: 'number' }
  for (let level = 0; level < 5000; level++) [value, schema] = [[value], { items: schema, uniqueItems: true }]
  expect(checkValue(schema, value).length).toBe(1)
  expect(checkValue({ enum: [1] }, value).length).toBe(1)
  const start = performance.now()
  checkValue({ pattern: '^(a+)+$' }, `${'a'.repeat(100_000)}b`)
  expect(performance.now() - start).toBeLessThan(1000)
})

test('a field called __proto__ is a field like any other', () => {
  const value = JSON.parse('{"__proto__": {"a": 1}}') as Json
  expect(checkValue({ type: 'object', additionalProperties: false }, value)).toEqual([{ path: '__proto__', message: 'is not known here' }])
  expect(checkValue({ required: ['constructor'] }, {})).toEqual([{ path: 'constructor', message: 'is missing' }])
})

test('defaults fill what is not given and nothing else', () => {
  const properties: { readonly [name: string]: JsonSchema } = { a: { default: 1 }, b: { default: [] }, c: {} }
  const given = { a: 5 }
  expect(fillDefaults(properties, given)).toEqual({ a: 5, b: [] })
  expect(given).toEqual({ a: 5 })
  const full = { a: null, b: 2 }
  expect(fillDefaults(properties, full)).toBe(full)
})

test('any schema and any value give an answer', () => {
  const schema = fc.letrec<{ schema: JsonSchema; part: JsonSchema }>((tie) => ({
    part: fc.oneof({ maxDepth: 2 }, fc.constant({}), tie('schema')),
    schema: fc.record({ type: fc.constantFrom('string', 'number', 'array', 'object', 'null'), items: tie('part'), minimum: fc.integer(), anyOf: fc.array(tie('part'), { maxLength: 2 }), properties: fc.dictionary(fc.string(), tie('part'), { maxKeys: 2 }), pattern: fc.string({ maxLength: 5 }), required: fc.array(fc.string(), { maxLength: 2 }) }, { requiredKeys: [] }),
  })).schema
  fc.assert(fc.property(schema, fc.jsonValue(), (one, value) => {
    for (const fault of checkValue(one, value as Json)) expect(typeof fault.message).toBe('string')
  }), { numRuns: 100 })
})
