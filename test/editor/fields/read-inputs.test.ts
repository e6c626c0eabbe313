import { expect, test } from 'vitest'
import { objectForm, readInput, readInputs, startingInputs } from '../../../editor/fields/read-inputs.ts'

test('fields begin with what is given or the default, and give it back as it was', () => {
  const fields = { folder: { type: 'string', default: '~/a' }, days: { type: 'integer' }, names: { type: 'array', items: { type: 'string' } }, more: { type: 'object' }, sure: { type: 'boolean' }, colour: { enum: ['red', 2] } } as const
  const given = { folder: '/d', days: 7, names: ['a b', 'c'], more: { x: [1] }, sure: false, colour: 2 }
  expect(startingInputs(fields).folder).toBe('~/a')
  expect(readInputs(fields, startingInputs(fields, given))).toEqual({ values: given })
  expect(readInputs(fields, startingInputs({}))).toEqual({ faults: { days: 'This is needed.', names: 'This is needed.', more: expect.any(String), sure: expect.any(String), colour: 'Choose one.' } })
})

test('a list whose texts are no plain lines is written as JSON, and comes back so', () => {
  const names = { type: 'array', items: { type: 'string' } } as const
  const odd = [' a', 'b\nc', '']
  const { n } = startingInputs({ n: names }, { n: odd })
  expect(readInput(names, n ?? '')).toEqual({ value: odd })
})

test('names that objects have by nature stay names', () => {
  const fields = Object.fromEntries([['__proto__', { type: 'string' }], ['constructor', { type: 'string' }]])
  const read = readInputs(fields, Object.fromEntries([['__proto__', 'x'], ['constructor', 'y']]))
  expect('values' in read ? Object.entries(read.values) : read).toEqual([['__proto__', 'x'], ['constructor', 'y']])
})

test('the form of an object asks for what its schema needs and leaves out what is empty; a value with more than the schema names has none', () => {
  const schema = { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } }, required: ['id'] } as const
  const form = objectForm(schema, { id: 'a' })
  expect(form?.required).toEqual(['id'])
  expect(readInputs(form?.fields ?? {}, { id: 'b', size: '' }, form?.required)).toEqual({ values: { id: 'b' } })
  expect(readInputs(form?.fields ?? {}, { id: 'b', size: 'x' }, form?.required)).toEqual({ faults: { size: expect.any(String) } })
  expect(objectForm(schema, { id: 'a', more: 1 })).toBeUndefined()
  expect(objectForm({ type: 'string' })).toBeUndefined()
})

test('what can be chosen is read by its words, whatever its type; an only value is a choice too', () => {
  const long = { name: 'a'.repeat(80) }
  const fields = { one: { enum: [null, 2, long] }, only: { const: 'x' } } as const
  const begun = startingInputs(fields, { one: long, only: 'x' })
  expect(readInputs(fields, begun)).toEqual({ values: { one: long, only: 'x' } })
  expect(readInput(fields.one, 'null')).toEqual({ value: null })
  expect(readInput(fields.only, 'y')).toEqual({ fault: 'Choose one.' })
})

test('a value that may also be nothing is written plainly, and an empty field is nothing', () => {
  const path = { type: ['string', 'null'], format: 'path', default: null } as const
  expect(readInput(path, '~/mine.ics')).toEqual({ value: '~/mine.ics' })
  expect(readInput(path, '')).toEqual({ value: undefined })
  expect(readInput({ type: ['string', 'null'] }, '')).toEqual({ value: null })
  expect(readInput({ type: ['integer', 'null'] }, '1.5')).toHaveProperty('fault')
  expect(readInput({ type: ['array', 'null'], items: { type: 'string' }, default: null }, 'a\nb')).toEqual({ value: ['a', 'b'] })
  expect(readInput({ type: ['string', 'null'], default: 'x' }, 'null')).toEqual({ value: null })
  expect(readInput({ type: ['string', 'integer'] }, '7')).toEqual({ value: 7 })
})
