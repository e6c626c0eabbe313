import { expect, test } from 'vitest'
import { readJson, writtenJson } from '../../../editor/views/run/read-json.ts'
import { pathsInside, valueSummary } from '../../../editor/views/value/value-parts.ts'

test('values are written as JSON and read back; a text stays a text', () => {
  expect(readJson(writtenJson({ a: [1] }), false)).toEqual({ value: { a: [1] } })
  expect(readJson('{', true)).toEqual({ value: '{' })
  expect(readJson('{', false)).toHaveProperty('fault')
  expect(readJson(' ', false)).toHaveProperty('fault')
})

test('paths of foreign parts lead into the parts they name', () => {
  expect(pathsInside(['content', 'links.*.text'], 'links')).toEqual(['*.text'])
  expect(pathsInside(['*.text'], '4')).toEqual(['text'])
  expect(pathsInside(['content'], 'content')).toEqual([''])
  expect(valueSummary([1])).toBe('1 element')
})
