import { Environment, type ASTNode } from '@marcbachmann/cel-js'
import { ExpressionFault } from '../terms/expression.ts'
import { readNode } from './read-node.ts'
import type { ExpressionNode } from './syntax.ts'

const maxLength = 50_000
const maxNodes = 10_000
/** Levels of nesting; a chain such as `a + b + c` nests to the left. Everything recursive here stands on it. */
const maxDepth = 400

const grammar = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  limits: { maxAstNodes: maxNodes, maxDepth: 200, maxListElements: 5_000, maxMapEntries: 5_000, maxCallArguments: 64 },
})

/** Gives the tree of a CEL expression, or the fault that keeps it from being one. Never throws. */
export function parseExpression(text: string): { readonly ast: ExpressionNode } | { readonly fault: ExpressionFault } {
  if (text.trim() === '') return { fault: new ExpressionFault('An expression is expected here.', 0, text.length) }
  if (text.length > maxLength) return { fault: new ExpressionFault(`An expression may have at most ${maxLength} characters.`, 0, text.length) }
  try {
    const tree: ASTNode = grammar.parse(text).ast
    const deepest = tooDeep(tree)
    if (deepest !== undefined) return { fault: new ExpressionFault(`An expression may nest at most ${maxDepth} levels.`, deepest.start, deepest.end) }
    return { ast: readNode(tree, text) }
  } catch (error) {
    return { fault: faultOf(error, text) }
  }
}

/** Walks without recursion, since this is what guards the recursion of all others. */
function tooDeep(tree: ASTNode): ASTNode | undefined {
  const open: { node: ASTNode; depth: number }[] = [{ node: tree, depth: 1 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > maxDepth) return next.node
    for (const part of nodesIn(next.node.args)) open.push({ node: part, depth: next.depth + 1 })
  }
  return undefined
}

function nodesIn(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(nodesIn)
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : []
}

function faultOf(error: unknown, text: string): ExpressionFault {
  if (error instanceof ExpressionFault) return error
  if (error instanceof RangeError) return new ExpressionFault('The expression nests too deep.', 0, text.length)
  const { summary, range } = error as { summary?: string; range?: { start: number; end: number } }
  const start = Math.min(range?.start ?? 0, text.length)
  const end = Math.max(start, Math.min(range?.end ?? text.length, text.length))
  return new ExpressionFault(inPlainWords(summary ?? 'This is not an expression.', text.slice(start, end)), start, end)
}

const tokens: { readonly [token: string]: string } = {
  EOF: 'the end', NUMBER: 'a number', STRING: 'a text', BOOLEAN: 'true or false', NULL: 'null', IDENTIFIER: 'a name', PLUS: '"+"', MINUS: '"-"',
  MULTIPLY: '"*"', DIVIDE: '"/"', MODULO: '"%"', EQ: '"=="', NE: '"!="', LT: '"<"', LE: '"<="', GT: '">"', GE: '">="', AND: '"&&"', OR: '"||"',
  NOT: '"!"', IN: '"in"', LPAREN: '"("', RPAREN: '")"', LBRACKET: '"["', RBRACKET: '"]"', LBRACE: '"{"', RBRACE: '"}"', DOT: '"."', COMMA: '","',
  COLON: '":"', QUESTION: '"?"', BYTES: 'bytes',
}

const limits: { readonly [limit: string]: string } = {
  maxAstNodes: `more than ${maxNodes} parts`, maxDepth: 'too many levels of nesting', maxListElements: 'too many elements in a list',
  maxMapEntries: 'too many entries in a map', maxCallArguments: 'too many arguments',
}

function inPlainWords(summary: string, found: string): string {
  const [, expected, got] = /^Expected (\w+), got (\w+)$/.exec(summary) ?? []
  if (expected !== undefined && got !== undefined) return `Expected ${tokens[expected] ?? expected}, found ${tokens[got] ?? got}.`
  const [, unexpected] = /^Unexpected token: (\w+)$/.exec(summary) ?? []
  if (unexpected !== undefined) return unexpected === 'EOF' ? 'The expression stops too early.' : `${tokens[unexpected] ?? unexpected} can not stand here.`
  const [, limit] = /^Exceeded (\w+)/.exec(summary) ?? []
  if (limit !== undefined) return `The expression has ${limits[limit] ?? 'too much in it'}.`
  const [, macro] = /^(\w+)\(.*invalid predicate iteration variable$/.exec(summary) ?? []
  if (macro !== undefined) return `${macro}() expects a name for the element here.`
  if (summary.startsWith('Reserved identifier')) return `"${found}" is a reserved word and can not be a name.`
  if (summary.startsWith('Unexpected character') && found === '=') return 'Compare with "==", not with "=".'
  if (summary.startsWith('Unexpected character') && (found === '&' || found === '|')) return `Write "${found}${found}", not "${found}".`
  if (summary.startsWith('Unexpected character')) return /^[\w"'([{]/.test(found) ? `An operator is missing before "${found}".` : `"${found}" can not stand here.`
  return summary.endsWith('.') ? summary : `${summary}.`
}
