import { ExpressionFault, type Scope } from '../terms/expression.ts'
import type { Json } from '../terms/json.ts'
import { compileCall } from './compile-call.ts'
import { compileDefault, compileField, compileHas, compileIndex } from './compile-access.ts'
import { compileMacro } from './compile-macro.ts'
import { compileOperator } from './compile-operator.ts'
import { absorb, type Compiling, compileTruth, type Run, withLocal } from './compiling.ts'
import { negate } from './arithmetic.ts'
import { fault, kindOf, setField } from './kinds.ts'
import type { ExpressionNode, NodeOf } from './syntax.ts'
import { Time } from './time-value.ts'

/** Gives the function that works out a node. Throws ExpressionFault for unknown names and functions. */
export function compileNode<S extends Scope>(node: ExpressionNode, compiling: Compiling<S>): Run<S> {
  switch (node.kind) {
    case 'literal':
      return compileLiteral(node.value)
    case 'name':
      return compileName(node, compiling)
    case 'field':
      return compileField(node, compiling)
    case 'index':
      return compileIndex(node, compiling)
    case 'list':
      return compileList(node, compiling)
    case 'map':
      return compileMap(node, compiling)
    case 'has':
      return compileHas(node, compiling)
    case 'default':
      return compileDefault(node, compiling)
    case 'binary':
      return compileOperator(node, compiling)
    case 'call':
      return compileCall(node, compiling)
    case 'macro':
      return compileMacro(node, compiling)
    default:
      return compileLogic(node, compiling)
  }
}

function compileLogic<S extends Scope>(node: NodeOf<'not' | 'negate' | 'and' | 'or' | 'choice' | 'bind'>, compiling: Compiling<S>): Run<S> {
  switch (node.kind) {
    case 'and':
      return compileJunction(node, compiling, false)
    case 'or':
      return compileJunction(node, compiling, true)
    case 'choice': {
      const [test, yes, no] = [compileTruth(node.test, compiling, '?'), compileNode(node.yes, compiling), compileNode(node.no, compiling)]
      return (scope, frame) => (test(scope, frame) ? yes(scope, frame) : no(scope, frame))
    }
    case 'bind': {
      const value = compileNode(node.value, compiling)
      const { slot, inside } = withLocal(compiling, node.name)
      const body = compileNode(node.body, inside)
      return (scope, frame) => {
        frame.locals[slot] = value(scope, frame)
        return body(scope, frame)
      }
    }
    case 'not': {
      const of = compileTruth(node.of, compiling, '!')
      return (scope, frame) => !of(scope, frame)
    }
    case 'negate': {
      const of = compileNode(node.of, compiling)
      return (scope, frame) => negate(of(scope, frame), node)
    }
  }
}

function compileLiteral(value: Json): () => unknown {
  return () => value
}

function compileName<S extends Scope>(node: NodeOf<'name'>, compiling: Compiling<S>): Run<S> {
  const slot = compiling.locals.get(node.name)
  if (slot !== undefined) return (_scope, frame) => frame.locals[slot]
  if (node.name === 'now') return (_scope, frame) => new Time(frame.now)
  const binding = compiling.bindings(node.name)
  if (binding === undefined) throw new ExpressionFault(`Nothing here is called "${node.name}".`, node.start, node.end)
  return (scope) => binding.value(scope) ?? null
}

function compileList<S extends Scope>(node: NodeOf<'list'>, compiling: Compiling<S>): Run<S> {
  const items = node.items.map((item) => compileNode(item, compiling))
  return (scope, frame) => items.map((item) => item(scope, frame))
}

function compileMap<S extends Scope>(node: NodeOf<'map'>, compiling: Compiling<S>): Run<S> {
  const entries = node.entries.map(([key, value]) => [compileNode(key, compiling), compileNode(value, compiling), key] as const)
  return (scope, frame) => {
    const fields: { [key: string]: unknown } = {}
    for (const [key, value, place] of entries) {
      const name = key(scope, frame)
      if (typeof name !== 'string' && typeof name !== 'number' && typeof name !== 'boolean') throw fault(`A key must be a text, not ${kindOf(name)}.`, place)
      if (Object.hasOwn(fields, String(name))) throw fault(`The key "${String(name).slice(0, 40)}" stands twice.`, place)
      setField(fields, String(name), value(scope, frame))
    }
    return fields
  }
}

/** `&&` and `||`: a side that decides by itself decides, even when the other side can not be worked out. */
function compileJunction<S extends Scope>(node: NodeOf<'and' | 'or'>, compiling: Compiling<S>, decisive: boolean): Run<S> {
  const sign = decisive ? '||' : '&&'
  const left = compileTruth(node.left, compiling, sign)
  const right = compileTruth(node.right, compiling, sign)
  return (scope, frame) => {
    let first: boolean
    try {
      first = left(scope, frame)
    } catch (error) {
      absorb(error, frame, node)
      if (right(scope, frame) === decisive) return decisive
      throw error
    }
    return first === decisive ? decisive : right(scope, frame)
  }
}
