import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../engine/terms/json.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { plainValue } from '../../engine/document/plain-value.ts'
import { writeYaml } from '../../engine/document/write-yaml.ts'
import { anyValue } from './edit-steps.ts'

test('quotes stand only where needed, and long texts are block texts', () => {
  const value: Json = { name: 'Make tea', on: true, note: "it's 5: yes", number: '12', empty: '', steps: [{ say: 'Hi!\nThere\n', to: ['a', 'b'] }, [], {}], nothing: null }
  expect(writeYaml(value)).toBe(
    ['name: Make tea', 'on: true', 'note: "it\'s 5: yes"', 'number: "12"', 'empty: ""', 'steps:', '  - say: |', '      Hi!', '      There', '    to:', '      - a', '      - b', '  - []', '  - {}', 'nothing: null'].join('\n'),
  )
  expect(writeYaml({ a: [1, 'b c', { d: '[x]' }] }, 0, 'flow')).toBe('{ a: [1, b c, { d: "[x]" }] }')
})

test('what is written parses back to the same value', () => {
  const property = fc.property(anyValue, fc.constantFrom('block' as const, 'flow' as const), (value, style) => {
    const { root, diagnostics } = parseDocument(`value:\n  - ${writeYaml(value, 4, style)}\n`)
    expect(diagnostics.filter(({ code }) => code !== 'inexact-number')).toEqual([])
    expect(root && canonicalJson(plainValue(root))).toBe(canonicalJson({ value: [value] }))
  })
  fc.assert(property, { numRuns: 400 })
})
