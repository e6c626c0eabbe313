import { type ExpressionNode, partsOf } from './syntax.ts'

/** Says whether a node can only hand on what it read or make a truth value: its result is JSON as it stands. */
export function makesNothing(node: ExpressionNode): boolean {
  switch (node.kind) {
    case 'name':
      return node.name !== 'now'
    case 'call':
    case 'list':
    case 'map':
    case 'bind':
    case 'macro':
    case 'negate':
      return false
    case 'binary':
      return yieldsTruth.has(node.operator)
    case 'literal':
    case 'not':
    case 'has':
    case 'and':
    case 'or':
      return true
    case 'index':
      return makesNothing(node.of)
    case 'choice':
      return makesNothing(node.yes) && makesNothing(node.no)
    case 'field':
    case 'default':
      return partsOf(node).every(makesNothing)
  }
}

const yieldsTruth: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])
