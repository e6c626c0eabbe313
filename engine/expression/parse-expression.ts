import { Environment } from '@marcbachmann/cel-js'
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

export type ParsedExpression = { readonly ast: ExpressionNode } | { readonly fault: ExpressionFault }

/** Trees by text: the checker and the compiler ask for the same ones, and skills of one hand repeat themselves. */
const known = new Map<string, ParsedExpression>()
const mostKnown = 2_000
const longestKnown = 500

/** Gives the tree of a CEL expression, or the fault that keeps it from being one. Never throws. Equal texts may share a tree. */
export function parseExpression(text: string): ParsedExpression {
  const found = known.get(text)
  if (found !== undefined) return found
  const parsed = parse(text)
  if (text.length > longestKnown) return parsed
  if (known.size >= mostKnown) known.clear()
  known.set(text, parsed)
  return parsed
}

function parse(text: string): ParsedExpression {
  if (text.trim() === '') return { fault: new ExpressionFault('An expression is expected here.', 0, text.length) }
  if (text.length > maxLength) return { fault: new ExpressionFault(`An expression may have at most ${maxLength} characters.`, 0, text.length) }
  try {
    return { ast: readNode(grammar.parse(text).ast, text, maxDepth) }
  } catch (error) {
    return { fault: faultOf(error, text) }
  }
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
