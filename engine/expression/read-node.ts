import type { ASTNode } from '@marcbachmann/cel-js'
import { ExpressionFault } from '../terms/expression.ts'
import type { BinaryOperator, ExpressionNode, Macro } from './syntax.ts'

const macros: ReadonlySet<string> = new Set<Macro>(['all', 'exists', 'exists_one', 'map', 'filter', 'sort', 'group', 'distinct'])
/** Functions over a list that may take `x, expression` and then work on what the expression gives. */
const mapped: ReadonlySet<string> = new Set(['sum', 'average', 'min', 'max'])

/**
 * Gives our tree of what the parser of the library read. Throws ExpressionFault for the parts of CEL that are left out
 * and for a tree that is deeper than `levels`.
 */
export function readNode(node: ASTNode, text: string, levels: number): ExpressionNode {
  const { start, end } = node
  if (levels === 0) throw new ExpressionFault('The expression nests too deep.', start, end)
  const read = (part: ASTNode): ExpressionNode => readNode(part, text, levels - 1)
  switch (node.op) {
    case 'value':
      return { kind: 'literal', value: literalOf(node.args, node), start, end }
    case 'id':
      return { kind: 'name', name: node.args, start, end }
    case '.':
      return { kind: 'field', of: read(node.args[0]), name: node.args[1], nameStart: end - node.args[1].length, start, end }
    case '[]':
      return { kind: 'index', of: read(node.args[0]), index: read(node.args[1]), start, end }
    case 'list':
      return { kind: 'list', items: node.args.map(read), start, end }
    case 'map':
      return { kind: 'map', entries: node.args.map(([key, value]) => [read(key), read(value)] as const), start, end }
    case '!_':
      return { kind: 'not', of: read(node.args), start, end }
    case '-_':
      return readNegative(read(node.args), start, end)
    case '&&':
      return { kind: 'and', left: read(node.args[0]), right: read(node.args[1]), start, end }
    case '||':
      return { kind: 'or', left: read(node.args[0]), right: read(node.args[1]), start, end }
    case '?:':
      return { kind: 'choice', test: read(node.args[0]), yes: read(node.args[1]), no: read(node.args[2]), start, end }
    case 'call':
      return readCall(node.args[0], start, node.args[1].map(read), false, { start, end })
    case 'rcall':
      return readMethod(node, text, read)
    case '.?':
    case '[?]':
      throw new ExpressionFault('".?" and "[?]" are not part of this language; use default(x.y, other).', start, end)
    default:
      return { kind: 'binary', operator: node.op as BinaryOperator, left: read(node.args[0]), right: read(node.args[1]), start, end }
  }
}

function readNegative(of: ExpressionNode, start: number, end: number): ExpressionNode {
  if (of.kind === 'literal' && typeof of.value === 'number') return { kind: 'literal', value: -of.value, start, end }
  return { kind: 'negate', of, start, end }
}

function literalOf(value: unknown, place: ASTNode): null | boolean | number | string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number') return value
  if (value instanceof Uint8Array) throw new ExpressionFault('Bytes are not part of this language.', place.start, place.end)
  const number = Number(value)
  if (Number.isFinite(number)) return number
  throw new ExpressionFault('The number is too large.', place.start, place.end)
}

function readMethod(node: Extract<ASTNode, { op: 'rcall' }>, text: string, read: (part: ASTNode) => ExpressionNode): ExpressionNode {
  const [name, receiver, args] = node.args
  const place = { start: node.start, end: node.end }
  if (name === 'bind' && receiver.op === 'id' && receiver.args === 'cel') {
    const [variable, value, body] = args.map(read)
    if (variable?.kind === 'name' && value !== undefined && body !== undefined && args.length === 3) return { kind: 'bind', name: variable.name, value, body, ...place }
    throw new ExpressionFault('cel.bind expects a name, a value and an expression.', node.start, node.end)
  }
  const nameStart = Math.max(receiver.end, text.indexOf(name, receiver.end))
  return readCall(name, nameStart, [read(receiver), ...args.map(read)], true, place)
}

function readCall(name: string, nameStart: number, args: readonly ExpressionNode[], method: boolean, place: { start: number; end: number }): ExpressionNode {
  const [first, second, third, fourth] = args
  if (name === 'has' && first !== undefined && args.length === 1) {
    if (first.kind === 'field' || first.kind === 'index') return { kind: 'has', of: first, ...place }
    throw new ExpressionFault('has() expects a field, such as has(x.y).', first.start, first.end)
  }
  if (name === 'default' && first !== undefined && second !== undefined && args.length === 2) return { kind: 'default', of: first, other: second, ...place }
  if (macros.has(name) && first !== undefined && second?.kind === 'name' && third !== undefined) {
    const macro = name as Macro
    const list = { macro, list: first, item: second.name, ...place }
    if (args.length === 3) return { kind: 'macro', ...list, test: undefined, body: third }
    if (args.length === 4 && name === 'map' && fourth !== undefined) return { kind: 'macro', ...list, test: third, body: fourth }
  }
  if (mapped.has(name) && first !== undefined && second?.kind === 'name' && third !== undefined && args.length === 3) {
    const list: ExpressionNode = { kind: 'macro', macro: 'map', list: first, item: second.name, test: undefined, body: third, ...place }
    return { kind: 'call', name, nameStart, method, args: [list], ...place }
  }
  return { kind: 'call', name, nameStart, method, args, ...place }
}
