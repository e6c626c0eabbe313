import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packJson, unpackJson } from '../../engine/adapters/packed-json.ts'

test('gives back any JSON as JSON itself would', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      expect(JSON.stringify(unpackJson(packJson(value)))).toBe(JSON.stringify(JSON.parse(JSON.stringify(value))))
    }),
    { numRuns: 200 },
  )
})

test('leaves out fields without a value, and tells numbers from marks', () => {
  const value = { a: undefined, range: { start: -1, end: -2 }, list: [0, -1, -2, null, { n: 1 }, {}], mixed: { n: 1, text: '1' } }
  expect(unpackJson(packJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
})

test('keeps a key named __proto__ a field like any other', () => {
  const value = JSON.parse('{"__proto__":{"evil":true},"n":1}') as object
  const read = unpackJson(packJson(value)) as object
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  expect(Object.hasOwn(read, '__proto__')).toBe(true)
  expect('evil' in read).toBe(false)
})

test('throws for a text that it did not write', () => {
  for (const text of ['', 'null', '{}', '[1]', '{"kinds":[],"words":[3]}']) expect(() => unpackJson(text)).toThrow()
})
