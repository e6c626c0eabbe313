import type { Scope } from '../terms/expression.ts'
import { add, divide, multiply, type Operation, remainder, subtract } from './arithmetic.ts'
import { contains, equals, order } from './compare.ts'
import { type Compiling, type Run } from './compiling.ts'
import type { NodeOf } from './syntax.ts'

/** The operators with two sides, save `&&` and `||`. */
export function compileOperator<S extends Scope>(node: NodeOf<'binary'>, compiling: Compiling<S>): Run<S> {
  const left = compiling.compile(node.left, compiling)
  const right = compiling.compile(node.right, compiling)
  switch (node.operator) {
    case '==':
      return (scope, frame) => equals(left(scope, frame), right(scope, frame), frame, node)
    case '!=':
      return (scope, frame) => !equals(left(scope, frame), right(scope, frame), frame, node)
    case '<':
      return (scope, frame) => order(left(scope, frame), right(scope, frame), frame, node) < 0
    case '<=':
      return (scope, frame) => order(left(scope, frame), right(scope, frame), frame, node) <= 0
    case '>':
      return (scope, frame) => order(left(scope, frame), right(scope, frame), frame, node) > 0
    case '>=':
      return (scope, frame) => order(left(scope, frame), right(scope, frame), frame, node) >= 0
    default: {
      const operate = operations[node.operator]
      return (scope, frame) => operate(left(scope, frame), right(scope, frame), frame, node)
    }
  }
}

const operations: { readonly [operator in '+' | '-' | '*' | '/' | '%' | 'in']: Operation } = {
  '+': add, '-': subtract, '*': multiply, '/': divide, '%': remainder, in: contains,
}
