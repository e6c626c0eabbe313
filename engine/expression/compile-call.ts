import { ExpressionFault, type Scope } from '../terms/expression.ts'
import { wrongCount } from './call-count.ts'
import { type Compiling, type Run } from './compiling.ts'
import { spend } from './frame.ts'
import { library } from './library.ts'
import { leave } from './leave.ts'
import type { NodeOf } from './syntax.ts'

/** A call of a library function, as function or method, or of a function given from outside. */
export function compileCall<S extends Scope>(node: NodeOf<'call'>, compiling: Compiling<S>): Run<S> {
  const args = node.args.map((argument) => compiling.compile(argument, compiling))
  const given = node.method ? undefined : compiling.functions.get(node.name)
  if (given !== undefined) {
    return (scope, frame) => {
      spend(frame, 10, node)
      const values = args.map((argument) => leave(argument(scope, frame), node))
      return given(scope, values) ?? null
    }
  }
  const wrong = wrongCount(node.name, args.length)
  if (wrong !== undefined) throw new ExpressionFault(wrong, node.start, node.end)
  const call = library.get(node.name)
  if (call === undefined) throw new ExpressionFault(`There is no function "${node.name}".`, node.nameStart, node.nameStart + node.name.length)
  return (scope, frame) => {
    frame.left--
    return call(
      args.map((argument) => argument(scope, frame)),
      frame,
      node,
    )
  }
}
