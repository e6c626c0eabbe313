import { expect, test } from 'vitest'
import { checkExpression } from '../../engine/expression/check-expression.ts'
import { ExpressionFault } from '../../engine/terms/expression.ts'
import { outcome } from './evaluate.ts'

const long = 'a'.repeat(100_000)
const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index)
const many = numbers(1000)
const wide = Object.fromEntries(numbers(100_000).map((number) => [`k${number}`, number]))

test.each([
  'many.map(a, many.map(b, many.map(c, a + b + c)))',
  'many.all(a, many.all(b, many.all(c, a + b + c >= 0)))',
  'many.all(a, many.all(b, (b / 0 > 1) || true))',
  'many.all(a, many.all(b, default(b / 0, 1) == 1))',
  'many.all(a, many.all(b, "x".matches("x" + a + b) || true))',
  'many.all(a, many.all(b, (long + a + b).lower() != ""))',
  'many.all(a, many.all(b, long + a != long + b || true))',
  'many.all(a, many.all(b, many == many.map(x, x)))',
  'many.all(a, many.all(b, json(many) != ""))',
  'many.all(a, many.all(b, sort(many) == many))',
  'many.all(a, many.all(b, now.format("yyyy", "Europe/Berlin") == "2026"))',
  'many.all(a, many.all(b, long.size() > 0))',
  'many.all(a, many.all(b, "z" in long || true))',
  'many.all(a, many.all(b, long.replace("a", "bb") != ""))',
  'many.all(a, many.all(b, long.split("a").size() > 0))',
  'many.all(a, many.all(b, long.split("").reverse().join("") != ""))',
  'many.all(a, many.all(b, merge({"x": a}, {"y": b}) != {}))',
  'many.all(a, many.all(b, same == other))',
  'many.all(a, many.all(b, wide == wider || true))',
  'many.all(a, many.all(b, wide.size() > 0))',
  'many.all(a, many.all(b, wide.exists(k, true)))',
  'many.all(a, many.all(b, "x".matches("(a{10}){100}" + a + b) || true))',
  'many.all(a, many.all(b, long.substring(0, 3000).capture("((?:a?){200}a{200})b") == null))',
  'many.all(a, many.all(b, long.substring(0, 20000).matches("(?:a?){100}a{100}\\\\bb") || true))',
  'range(100000).distinct(x, {"a": x})',
  'range(100000).distinct(x, [x])',
  'range(1000000)',
  'range(100000).map(a, range(100000))',
  'range(0, 1e308, 1e-300)',
])('a comprehension bomb ends as a fault: %s', (text) => {
  const found = outcome(text, { many, long, same: numbers(100_000), other: numbers(100_000), wide, wider: { ...wide, more: 1 } })
  expect(found).toBeInstanceOf(ExpressionFault)
})

test('texts that double and lists that hold themselves twice end as faults', () => {
  const doubling = (start: string, step: (name: string) => string): string => {
    let text = step('v60')
    for (let level = 60; level > 0; level--) text = `cel.bind(v${level}, ${step(`v${level - 1}`)}, ${text})`
    return `cel.bind(v0, ${start}, ${text})`
  }
  expect(outcome(doubling('"ab"', (name) => `${name} + ${name}`))).toBeInstanceOf(ExpressionFault)
  expect(outcome(doubling('[1]', (name) => `[${name}, ${name}]`))).toBeInstanceOf(ExpressionFault)
  expect(outcome(doubling('[1]', (name) => `${name} + ${name}`))).toBeInstanceOf(ExpressionFault)
  expect(outcome(doubling('{"a": 1}', (name) => `{"a": ${name}, "b": ${name}}`))).toBeInstanceOf(ExpressionFault)
  expect(outcome(`json(${doubling('[1]', (name) => `[${name}, ${name}]`)})`)).toBeInstanceOf(ExpressionFault)
  expect(outcome(`size(${doubling('[1]', (name) => `[${name}, ${name}]`)})`)).toBe(2)
  const twice = doubling('[1]', (name) => `[${name}, ${name}]`)
  expect(outcome(`${twice} == ${twice}`)).toBeInstanceOf(ExpressionFault)
  const start = performance.now()
  for (const step of [(name: string) => `[${name}, ${name}]`, (name: string) => `{"a": ${name}, "b": ${name}}`, (name: string) => `{"a": ${name}, "b": ${name}}.map(k, ${name})`]) {
    checkExpression(`cel.bind(z, ${doubling('{"a": 1}', step)}, [z, z, {"b": z}])`, () => ({}))
  }
  expect(performance.now() - start).toBeLessThan(1000)
})
