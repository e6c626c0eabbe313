import { expect, test } from 'vitest'
import { completeValue } from '../../engine/run/complete-value.ts'

const item = { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer' }, note: { type: 'string' } }, required: ['name', 'size'] }
const schema = { type: 'object', properties: { files: { type: 'array', items: item }, others: { type: 'array', items: item } }, required: ['files', 'others'] }

test('fills the required fields that a value leaves out, inside lists too', () => {
  expect(completeValue({ files: [{ name: 'a' }] }, schema)).toEqual({ files: [{ name: 'a', size: 0 }], others: [] })
})

test('leaves what is there as it is, right or wrong, and adds nothing that is not required', () => {
  expect(completeValue({ files: 'none', others: [], more: null }, schema)).toEqual({ files: 'none', others: [], more: null })
})

test('takes a field named __proto__ for a field', () => {
  const value = JSON.parse('{"files":[],"others":[],"__proto__":{"x":1}}')
  expect(JSON.stringify(completeValue(value, schema))).toBe(JSON.stringify(value))
})
