import type { Json } from '../terms/json.ts'

/** Offsets of a part of an expression in its text. */
export interface Place {
  readonly start: number
  readonly end: number
}

export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%'

export type Macro = 'all' | 'exists' | 'exists_one' | 'map' | 'filter' | 'sort' | 'group' | 'distinct'

/**
 * The tree of a CEL expression, with macros told apart from calls. `sum(list, x, n)` and its like arrive as the
 * function over a `map` macro; a method call carries its receiver as the first argument.
 */
export type ExpressionNode = Place &
  (
    | { readonly kind: 'literal'; readonly value: Json }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'field'; readonly of: ExpressionNode; readonly name: string; readonly nameStart: number }
    | { readonly kind: 'index'; readonly of: ExpressionNode; readonly index: ExpressionNode }
    | { readonly kind: 'list'; readonly items: readonly ExpressionNode[] }
    | { readonly kind: 'map'; readonly entries: readonly (readonly [ExpressionNode, ExpressionNode])[] }
    | { readonly kind: 'not'; readonly of: ExpressionNode }
    | { readonly kind: 'negate'; readonly of: ExpressionNode }
    | { readonly kind: 'has'; readonly of: ExpressionNode }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: ExpressionNode; readonly right: ExpressionNode }
    | { readonly kind: 'and'; readonly left: ExpressionNode; readonly right: ExpressionNode }
    | { readonly kind: 'or'; readonly left: ExpressionNode; readonly right: ExpressionNode }
    | { readonly kind: 'choice'; readonly test: ExpressionNode; readonly yes: ExpressionNode; readonly no: ExpressionNode }
    | { readonly kind: 'default'; readonly of: ExpressionNode; readonly other: ExpressionNode }
    | { readonly kind: 'call'; readonly name: string; readonly nameStart: number; readonly method: boolean; readonly args: readonly ExpressionNode[] }
    | { readonly kind: 'macro'; readonly macro: Macro; readonly list: ExpressionNode; readonly item: string; readonly test: ExpressionNode | undefined; readonly body: ExpressionNode }
    | { readonly kind: 'bind'; readonly name: string; readonly value: ExpressionNode; readonly body: ExpressionNode }
  )

export type NodeOf<K extends ExpressionNode['kind']> = Extract<ExpressionNode, { readonly kind: K }>

/** Gives the nodes directly inside a node, in the order of the text. */
export function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return []
    case 'field':
    case 'not':
    case 'negate':
    case 'has':
      return [node.of]
    case 'index':
      return [node.of, node.index]
    case 'list':
      return node.items
    case 'map':
      return node.entries.flat()
    case 'binary':
    case 'and':
    case 'or':
      return [node.left, node.right]
    case 'choice':
      return [node.test, node.yes, node.no]
    case 'default':
      return [node.of, node.other]
    case 'call':
      return node.args
    case 'macro':
      return node.test === undefined ? [node.list, node.body] : [node.list, node.test, node.body]
    case 'bind':
      return [node.value, node.body]
  }
}
