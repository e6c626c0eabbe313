import { expect, test } from 'vitest'
import { controlOf, emptyValue } from '../../../editor/fields/control-of.ts'

test('a value is shown as what it is, whatever its schema wants', () => {
  expect(controlOf({ type: 'number' }, 'many')).toBe('text')
  expect(controlOf({ type: 'number' }, undefined)).toBe('number')
  expect(controlOf({ enum: ['a', 'b'] }, 'b')).toBe('choice')
  expect(controlOf({ enum: ['a', 'b'] }, 'c')).toBe('text')
  expect(controlOf({ type: ['string', 'null'] }, null)).toBe('nothing')
  expect(controlOf({ type: 'object', properties: { a: {} } }, {})).toBe('fields')
  expect(controlOf({}, [1])).toBe('list')
})

test('something new begins with its default, or empty', () => {
  expect(emptyValue({ type: 'integer', minimum: 3 })).toBe(3)
  expect(emptyValue({ type: 'string', default: '7d' })).toBe('7d')
  expect(emptyValue({ type: 'object', properties: { a: { type: 'boolean' }, b: {} }, required: ['a'] })).toEqual({ a: false })
})
