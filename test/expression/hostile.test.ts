import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkExpression } from '../../engine/expression/check-expression.ts'
import { parseExpression } from '../../engine/expression/parse-expression.ts'
import { splitText } from '../../engine/expression/split-text.ts'
import { ExpressionFault } from '../../engine/terms/expression.ts'
import type { Json } from '../../engine/terms/json.ts'
import { anyText } from '../helpers/any-text.ts'
import { corpus, corpusRows } from '../helpers/corpora.ts'
import { outcome } from './evaluate.ts'

const long = 'a'.repeat(100_000)

test.each([
  ['text.matches("(a+)+$")', true],
  ['(text + "b").matches("^(a+)+$")', false],
  ['(text + "b").matches("(a|aa)+$")', false],
  ['(text + "b").matches("^(a|a?)+$")', false],
  ['text.capture("(x+x+)+y")', null],
  ['text.capture("(.*)(.*)(.*)(.*)b")', null],
] as const)('a slow regular expression is no danger: %s', (text, value) => {
  const found = outcome(text, { text: long })
  if (!(found instanceof ExpressionFault)) expect(found).toBe(value)
  else expect(found.message).toContain('too much work')
})

test.each(['(', '[', '{"a":', '-', '!', 'a.', 'a[', 'a(', 'a ? b : ', '1 + ', 'a && ', '"', '/', 'f(f(', '[1].map(x, ', 'cel.bind(x, 1, '])('ten thousand times %s is a fault, not a crash', (part) => {
  outcome(`${part.repeat(300)}1`)
  for (const text of [part.repeat(10_000), `${part.repeat(10_000)}1`, `${part.repeat(4_000)}1`]) {
    expect(parseExpression(text)).toHaveProperty('fault')
    expect(checkExpression(text, () => ({})).faults.length).toBeGreaterThan(0)
    splitText(`\${${text}}`)
  }
})

test('values that nest ten thousand deep are worked on or refused', () => {
  let deep: Json = 1
  for (let level = 0; level < 10_000; level++) deep = level % 2 === 0 ? [deep] : { a: deep }
  for (const text of ['deep == deep', '[deep] == [other]', 'json(deep)', 'string([deep])', '[deep]', 'distinct([deep, other])', 'deep', 'flatten(deep)', 'sort([deep, other])']) {
    outcome(text, { deep, other: JSON.parse(`${'['.repeat(9_999)}1${']'.repeat(9_999)}`) as Json })
  }
  expect(outcome('parseJson(text)', { text: `${'['.repeat(100_000)}${']'.repeat(100_000)}` })).toBeInstanceOf(ExpressionFault)
})

test('nothing of a prototype can be reached or changed', () => {
  const values = { o: JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as Json, list: [1], t: 'x' }
  const names = ['constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'length', 'at', 'map']
  for (const name of names) {
    for (const owner of ['o', 'list', 't', '(1)', 'true', 'now', '{"a": 1}', '[].map(x, x)']) {
      expect(outcome(`${owner}.${name}`, values)).toBeInstanceOf(ExpressionFault)
      expect(outcome(`${owner}["${name}"]`, values)).toBeInstanceOf(ExpressionFault)
      expect(outcome(`has(${owner}.${name})`, values)).toBe(false)
    }
    expect(outcome(`${name}(1)`, values)).toBeInstanceOf(ExpressionFault)
    expect(outcome(`o.${name}(1)`, values)).toBeInstanceOf(ExpressionFault)
  }
  for (const text of ['merge({}, o)', 'merge(o, {"b": 1})', '{"__proto__": {"polluted": true}}', 'parseJson("{\\"__proto__\\": {\\"polluted\\": true}}")', '["__proto__"].group(x, x)', '{"__proto__": now}', 'object(["__proto__"], [{"polluted": true}])', 'o']) {
    const value = outcome(text, values) as { readonly [key: string]: Json }
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.hasOwn(value, '__proto__')).toBe(true)
    expect(value.polluted).toBeUndefined()
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

const naughty = JSON.parse(corpus('naughty-strings/blns.json')) as string[]

test('every naughty string gives a value or a fault, as an expression and as a value', () => {
  const functions = ['lower', 'upper', 'trim', 'size', 'kind', 'name', 'stem', 'ending', 'folder', 'time', 'duration', 'number', 'string', 'json', 'parseJson', 'age']
  for (const text of naughty) {
    outcome(text)
    checkExpression(text, () => ({}))
    splitText(text)
    splitText(`a \${${text}} b`)
    expect(outcome('x', { x: text })).toBe(text)
    expect(outcome('x == y && x in [y] && size(x) >= 0 && x.startsWith(y)', { x: text, y: text })).toBe(true)
    for (const name of functions) outcome(`${name}(x)`, { x: text })
    outcome('"abc".matches(x)', { x: text })
    outcome('now.format(x)', { x: text })
    outcome('now.format("HH", x)', { x: text })
    outcome('o[x]', { x: text, o: {} })
  }
})

test('every JSON text gives a value or a fault', () => {
  for (const { base64 } of corpusRows<{ base64: string }>('naughty-strings/json_test_suite.jsonl')) {
    const text = Buffer.from(base64, 'base64').toString('utf8')
    outcome('parseJson(x)', { x: text })
    outcome(text)
  }
})

test('any text gives a value or a fault', () => {
  const words = ['a', 'b.c', '1', '"x"', '(', ')', '[', ']', '{', '}', '.', ',', ':', '?', '+', '-', '*', '/', '%', '==', '<', '&&', '||', '!', ' in ', 'map(x, ', 'filter(', 'has(', 'default(', 'now', 'null', 'sort', 'cel.bind(', '\\', '$', '\n']
  const texts = fc.oneof(anyText(), fc.array(fc.constantFrom(...words), { maxLength: 16 }).map((parts) => parts.join('')))
  fc.assert(fc.property(texts, (text) => {
    outcome(text, { a: [1, { b: 'x' }], b: { c: 1 } })
    for (const { start, end } of checkExpression(text, () => ({})).faults) expect(0 <= start && start <= end && end <= text.length).toBe(true)
  }), { numRuns: 200 })
})
