import { Environment } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExpressionFault } from '../../engine/terms/expression.ts'
import type { Json } from '../../engine/terms/json.ts'
import { outcome } from './evaluate.ts'

/*
 * Compares with the evaluator that comes with the parser, on what both mean alike: doubles, truth values, texts, lists.
 * What its own static rules refuse is left out; division by zero is infinite there and a fault here.
 */
const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })

const double = fc.integer({ min: -20, max: 20 }).map((value) => (value < 0 ? `(${value / 4 + 0.125})` : `${(value / 4 + 0.125).toString()}`))
const text = fc.constantFrom('"a"', '"b"', '"ab"', '""', "'x y'", '"\\u00e9"')

const { number, truth } = fc.letrec<{ number: string; truth: string; string: string; numbers: string }>((tie) => ({
  number: fc.oneof({ maxDepth: 4 }, double, fc.constant('x'), fc.tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number')).map(([a, sign, b]) => `(${a} ${sign} ${b})`), tie('number').map((a) => `-(${a})`),
    fc.tuple(tie('truth'), tie('number'), tie('number')).map(([test_, a, b]) => `(${test_} ? ${a} : ${b})`)),
  truth: fc.oneof({ maxDepth: 4 }, fc.constantFrom('true', 'false', 'flag'), fc.tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('string'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('string')).map(([a, sign, b]) => `(${a} ${sign} ${b})`), fc.tuple(tie('truth'), fc.constantFrom('&&', '||', '==', '!='), tie('truth')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('truth').map((a) => `!${a}`), fc.tuple(tie('number'), tie('numbers')).map(([a, list]) => `(${a} in ${list})`), fc.tuple(tie('numbers'), fc.constantFrom('all', 'exists', 'exists_one'), fc.constantFrom('i > x', 'i < 1.5', 'i == x || flag')).map(([list, macro, body]) => `${list}.${macro}(i, ${body})`),
    fc.tuple(tie('string'), fc.constantFrom('startsWith', 'endsWith', 'contains'), tie('string')).map(([a, method, b]) => `${a}.${method}(${b})`), fc.tuple(tie('numbers'), tie('numbers')).map(([a, b]) => `(${a} == ${b})`), fc.constantFrom('has(o.a)', 'has(o.b)')),
  string: fc.oneof({ maxDepth: 3 }, text, fc.tuple(tie('string'), tie('string')).map(([a, b]) => `(${a} + ${b})`)),
  numbers: fc.oneof({ maxDepth: 3 }, fc.array(double, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`), fc.tuple(tie('numbers'), tie('numbers')).map(([a, b]) => `(${a} + ${b})`), fc.tuple(tie('numbers'), fc.constantFrom('map(i, i * x)', 'filter(i, i > x)', 'map(i, i > 0.5, i + 1.0)')).map(([list, macro]) => `${list}.${macro}`)),
}))

function theirs(expression: string, values: { readonly [name: string]: Json }): unknown {
  try {
    return environment.parse(expression)(values)
  } catch {
    return new ExpressionFault('', 0, 0)
  }
}

test('agrees with the evaluator of the library where both mean the same', () => {
  let compared = 0
  fc.assert(fc.property(fc.oneof(number, truth), fc.boolean(), (expression, flag) => {
    const values = { x: 1.25, flag, o: { a: 1.5 } }
    const [ours, other] = [outcome(expression, values), theirs(expression, values)]
    if (other instanceof ExpressionFault) return
    compared++
    expect(ours, expression).toEqual(other)
  }), { numRuns: 300 })
  expect(compared).toBeGreaterThan(100)
})
