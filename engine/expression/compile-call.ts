import { ExpressionFault, type Scope } from '../terms/expression.ts'
import { type Compiling, type Run } from './compiling.ts'
import { spend } from './frame.ts'
import { functionCatalog } from './function-catalog.ts'
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
  const call = library.get(node.name)
  const entry = functionCatalog.get(node.name)
  if (call === undefined || entry === undefined) throw new ExpressionFault(`There is no function "${node.name}".`, node.nameStart, node.nameStart + node.name.length)
  const wrong = wrongCount(node.name, args.length)
  if (wrong !== undefined) throw new ExpressionFault(wrong, node.start, node.end)
  return (scope, frame) => {
    frame.left--
    return call(
      args.map((argument) => argument(scope, frame)),
      frame,
      node,
    )
  }
}

/** Gives what is wrong with the number of arguments of a library function, or undefined. */
export function wrongCount(name: string, count: number): string | undefined {
  const entry = functionCatalog.get(name)
  if (entry === undefined || (count >= entry.least && count <= entry.most)) return undefined
  const wanted = entry.least === entry.most ? String(entry.least) : entry.most === Infinity ? `at least ${entry.least}` : `${entry.least} to ${entry.most}`
  return `${name}() takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${count}: ${entry.signature}.`
}
