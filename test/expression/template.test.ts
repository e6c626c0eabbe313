import { expect, test } from 'vitest'
import { compileTemplate } from '../../engine/expression/compile-template.ts'
import { splitText } from '../../engine/expression/split-text.ts'
import { ExpressionFault } from '../../engine/terms/expression.ts'
import type { Json } from '../../engine/terms/json.ts'
import type { Cel, Template } from '../../engine/terms/skill.ts'
import { noon, testBindings } from './evaluate.ts'

const range = { start: 0, end: 0 }
const cel = (text: string): Cel => ({ text, range })
const expression = (text: string): Template => ({ kind: 'expression', cel: cel(text), range })

function run(template: Template, values: { readonly [name: string]: Json } = {}): Json {
  return compileTemplate(template, testBindings).evaluate({ now: noon, values })
}

test('a literal gives the same frozen value each time', () => {
  const compiled = compileTemplate({ kind: 'literal', value: { a: [1] }, range }, testBindings)
  const value = compiled.evaluate({ now: 0, values: {} })
  expect(compiled.evaluate({ now: 0, values: {} })).toBe(value)
  expect(Object.isFrozen((value as { a: Json }).a)).toBe(true)
})

test('an expression keeps its type, a text joins what its expressions give', () => {
  expect(run(expression('[1, a]'), { a: true })).toEqual([1, true])
  const parts = ['n ', cel('1.50'), ', null ', cel('null'), ', list ', cel('[1, "a"]'), ', time ', cel('now'), ', big ', cel('1e21')]
  expect(run({ kind: 'text', parts, range })).toBe('n 1.5, null , list [1,"a"], time 2026-06-01T12:00:00Z, big 1e+21')
})

test('lists and objects are worked out inside, with their reads and labels', () => {
  const template: Template = { kind: 'object', fields: { a: expression('x.y'), b: { kind: 'list', items: [expression('z'), expression('x.y')], range } }, range }
  const compiled = compileTemplate(template, testBindings)
  expect(compiled.reads).toEqual([['x', 'y'], ['z']])
  expect(compiled.evaluate({ now: 0, values: { x: { y: 1 }, z: 2 } })).toEqual({ a: 1, b: [2, 1] })
  const labels = compiled.labels({ now: 0, values: {}, labels: (name) => [{ trust: 'tool', source: name }] })
  expect(labels.map((label) => label.source)).toEqual(['x', 'z'])
})

test.each([
  ['plain', ['plain']], ['', ['']], ['a ${b} c', ['a ', 'b@4', ' c']], ['${a}${b}', ['a@2', 'b@6']], ['$${a} ${b}', ['${a} ', 'b@8']], ['$', ['$']], ['$$', ['$$']], ['cost: $5', ['cost: $5']],
  ['${ {"a": {"b": 1}}.a } x', [' {"a": {"b": 1}}.a @2', ' x']], ['${"}"}', ['"}"@2']], ["${'\\'}'}", ["'\\'}'@2"]], ['${"""a"}"""}', ['"""a"}"""@2']], ['${a // }\n}', ['a // }\n@2']], ['}{', ['}{']], ['$$${a}', ['$${a}']],
])('%j is split into its parts', (text, parts) => {
  const split = splitText(text)
  expect('parts' in split && split.parts.map((part) => (typeof part === 'string' ? part : `${part.text}@${part.start}`))).toEqual(parts)
})

test.each(['${', 'a ${b', '${"}', '${ {a }', "${'a}"])('%j has an expression that does not end', (text) => {
  const split = splitText(text)
  expect('fault' in split && split.fault).toBeInstanceOf(ExpressionFault)
})
