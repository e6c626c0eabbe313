import type { Scope } from '../terms/expression.ts'
import { absorb, compileTruth, type Compiling, type Run, withLocal } from './compiling.ts'
import { checkListSize, type Frame, spend } from './frame.ts'
import { distinctBy, groupBy, sortBy } from './functions/lists.ts'
import { fault, isFields, kindOf } from './kinds.ts'
import { type ExpressionNode, type NodeOf, partsOf } from './syntax.ts'

/** `list.map(x, …)` and the like: the body is worked out once for each element, under the name of the element. */
export function compileMacro<S extends Scope>(node: NodeOf<'macro'>, compiling: Compiling<S>): Run<S> {
  const list = compiling.compile(node.list, compiling)
  const { slot, inside } = withLocal(compiling, node.item)
  const walk = walker(node, list, slot)
  switch (node.macro) {
    case 'map':
      return compileMapping(node, inside, walk)
    case 'filter':
      return compileFilter(node, inside, walk)
    case 'all':
      return compileQuantifier(node, inside, walk, false)
    case 'exists':
      return compileQuantifier(node, inside, walk, true)
    case 'exists_one':
      return compileExistsOne(node, inside, walk)
    case 'sort':
      return compileKeyed(node, inside, walk, sortBy)
    case 'group':
      return compileKeyed(node, inside, walk, groupBy)
    case 'distinct':
      return compileKeyed(node, inside, walk, distinctBy)
  }
}

type Walk<S> = (scope: S, frame: Frame, visit: (item: unknown) => boolean | undefined) => void

/** Walks a list, or the keys of an object, and pays for the body of the macro at each element. */
function walker<S>(node: NodeOf<'macro'>, list: Run<S>, slot: number): Walk<S> {
  const cost = 1 + sizeOf(node.body) + (node.test === undefined ? 0 : sizeOf(node.test))
  return (scope, frame, visit) => {
    const value = list(scope, frame)
    const items = Array.isArray(value) ? (value as readonly unknown[]) : isFields(value) ? Object.keys(value) : undefined
    if (items === undefined) throw fault(`${node.macro}() works on a list, not on ${kindOf(value)}.`, node.list)
    spend(frame, 1 + (items === value ? 0 : items.length), node)
    for (const item of items) {
      spend(frame, cost, node)
      frame.locals[slot] = item ?? null
      if (visit(item ?? null) === false) return
    }
  }
}

function sizeOf(node: ExpressionNode): number {
  return partsOf(node).reduce((size, part) => size + sizeOf(part), 1)
}

function compileMapping<S extends Scope>(node: NodeOf<'macro'>, inside: Compiling<S>, walk: Walk<S>): Run<S> {
  const test = node.test === undefined ? undefined : compileTruth(node.test, inside, 'map()')
  const body = inside.compile(node.body, inside)
  return (scope, frame) => {
    const result: unknown[] = []
    walk(scope, frame, () => {
      if (test === undefined || test(scope, frame)) result.push(body(scope, frame))
      return undefined
    })
    checkListSize(result.length, node)
    return result
  }
}

function compileFilter<S extends Scope>(node: NodeOf<'macro'>, inside: Compiling<S>, walk: Walk<S>): Run<S> {
  const body = compileTruth(node.body, inside, 'filter()')
  return (scope, frame) => {
    const result: unknown[] = []
    walk(scope, frame, (item) => {
      if (body(scope, frame)) result.push(item)
      return undefined
    })
    return result
  }
}

/** `all` and `exists`: one element that decides is enough, even when others can not be worked out. */
function compileQuantifier<S extends Scope>(node: NodeOf<'macro'>, inside: Compiling<S>, walk: Walk<S>, decisive: boolean): Run<S> {
  const body = compileTruth(node.body, inside, `${node.macro}()`)
  return (scope, frame) => {
    let decided = false
    let firstFault: unknown
    walk(scope, frame, () => {
      try {
        decided = body(scope, frame) === decisive
      } catch (error) {
        absorb(error, frame, node)
        firstFault ??= error
      }
      return !decided
    })
    if (decided) return decisive
    if (firstFault !== undefined) throw firstFault
    return !decisive
  }
}

function compileExistsOne<S extends Scope>(node: NodeOf<'macro'>, inside: Compiling<S>, walk: Walk<S>): Run<S> {
  const body = compileTruth(node.body, inside, 'exists_one()')
  return (scope, frame) => {
    let count = 0
    walk(scope, frame, () => {
      if (body(scope, frame)) count++
      return undefined
    })
    return count === 1
  }
}

type Keyed = (items: readonly unknown[], keys: readonly unknown[], frame: Frame, node: NodeOf<'macro'>) => unknown

function compileKeyed<S extends Scope>(node: NodeOf<'macro'>, inside: Compiling<S>, walk: Walk<S>, finish: Keyed): Run<S> {
  const body = inside.compile(node.body, inside)
  return (scope, frame) => {
    const items: unknown[] = []
    const keys: unknown[] = []
    walk(scope, frame, (item) => {
      items.push(item)
      keys.push(body(scope, frame))
      return undefined
    })
    return finish(items, keys, frame, node)
  }
}
