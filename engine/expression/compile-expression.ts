import type { Json } from '../terms/json.ts'
import type { Labels } from '../terms/label.ts'
import { joinLabels, noLabels } from '../terms/label.ts'
import { type Bindings, type Expression, ExpressionFault, type Scope } from '../terms/expression.ts'
import { compileNode } from './compile-node.ts'
import type { Compiling } from './compiling.ts'
import { defaultBudget, type Frame } from './frame.ts'
import { leave } from './leave.ts'
import { parseExpression } from './parse-expression.ts'
import { keptElements, readsOf } from './reads-of.ts'
import { makesNothing } from './makes-nothing.ts'

export interface CompileOptions<S extends Scope> {
  /** Functions beside those of the library, such as the reads that evidence may use. They get plain JSON. */
  readonly functions?: ReadonlyMap<string, (scope: S, args: readonly unknown[]) => unknown>
  /** Steps one evaluation may take. */
  readonly budget?: number
}

/**
 * Gives an expression that is ready to run: names looked up once, macros and functions bound.
 * Throws ExpressionFault for a text that does not parse and for unknown names and functions.
 */
export function compileExpression<S extends Scope>(text: string, bindings: Bindings<S>, options: CompileOptions<S> = {}): Expression<S> {
  const parsed = parseExpression(text)
  if ('fault' in parsed) throw parsed.fault
  const compiling: Compiling<S> = { text, bindings, functions: options.functions ?? new Map(), locals: new Map(), slots: 0, compile: compileNode }
  const run = compileNode(parsed.ast, compiling)
  const budget = options.budget ?? defaultBudget
  const plain = makesNothing(parsed.ast)
  const reads = readsOf(parsed.ast)
  const evaluate = (scope: S): Json => {
    const frame: Frame = { left: budget, now: scope.now, locals: [] }
    try {
      const value = run(scope, frame)
      return plain ? (value as Json) : leave(value, parsed.ast)
    } catch (error) {
      throw asFault(error, text)
    }
  }
  const kept = keptElements(parsed.ast)
  return { text, reads, evaluate, labels: labelsOf(reads, bindings), ...(kept !== undefined && { kept }) }
}

function asFault(error: unknown, text: string): ExpressionFault {
  if (error instanceof ExpressionFault) return error
  if (error instanceof RangeError) return new ExpressionFault('The values nest too deep to be worked on.', 0, text.length)
  return new ExpressionFault(`The expression could not be evaluated: ${error instanceof Error ? error.message : 'unknown fault'}`, 0, text.length)
}

function labelsOf<S extends Scope>(reads: readonly (readonly string[])[], bindings: Bindings<S>): (scope: S) => Labels {
  const readers = reads.map(([name, ...path]) => ({ binding: bindings(name as string), path }))
  const [only] = readers
  if (only === undefined) return () => noLabels
  if (readers.length === 1) return (scope) => only.binding?.labels(scope, only.path) ?? noLabels
  return (scope) => {
    let joined = noLabels
    for (const { binding, path } of readers) {
      if (binding !== undefined) joined = joinLabels(joined, binding.labels(scope, path))
    }
    return joined
  }
}
