import { compileExpression } from '../../engine/expression/compile-expression.ts'
import { type Bindings, type Expression, ExpressionFault } from '../../engine/terms/expression.ts'
import type { Json } from '../../engine/terms/json.ts'
import type { Labels } from '../../engine/terms/label.ts'

export interface TestScope {
  readonly now: number
  readonly values: { readonly [name: string]: Json }
  readonly labels?: (name: string, path: readonly string[]) => Labels
}

/** Bindings that find every name among the values of the scope. */
export const testBindings: Bindings<TestScope> = (name) => ({
  value: (scope) => (Object.hasOwn(scope.values, name) ? scope.values[name] : undefined),
  labels: (scope, path) => scope.labels?.(name, path) ?? [],
})

export const noon = Date.UTC(2026, 5, 1, 12)

export function compile(text: string): Expression<TestScope> {
  return compileExpression(text, testBindings)
}

export function evaluate(text: string, values: { readonly [name: string]: Json } = {}): Json {
  return compile(text).evaluate({ now: noon, values })
}

/** Gives the value, or the fault; throws for any other throw and for anything that takes a second. */
export function outcome(text: string, values: { readonly [name: string]: Json } = {}): Json | ExpressionFault {
  const start = performance.now()
  const found = valueOrFault(text, values)
  const taken = performance.now() - start
  if (taken > 1000) throw new Error(`Took ${Math.round(taken)} ms: ${text.slice(0, 80)}`)
  return found
}

function valueOrFault(text: string, values: { readonly [name: string]: Json }): Json | ExpressionFault {
  try {
    return evaluate(text, values)
  } catch (error) {
    if (error instanceof ExpressionFault) return error
    throw error
  }
}
