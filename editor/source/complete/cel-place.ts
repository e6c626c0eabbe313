/* Where one is in an expression that is still being written. Pure. */
import { checkExpression, elementType, type ExpressionScope, type JsonSchema } from '../../../engine/index.ts'
import { celTokens, type CelToken } from '../cel-tokens.ts'

export interface CelPlace {
  /** Where the name that is being written begins. */
  readonly from: number
  /** What stands before the dot; undefined: a name of its own is written. */
  readonly receiver: string | undefined
  /** Names that `map(x, …)` and its like give, with types. */
  readonly locals: ReadonlyMap<string, JsonSchema>
  /** The call that the cursor stands in. */
  readonly call: string | undefined
}

const overElements: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter', 'sort', 'group', 'distinct', 'sum', 'average', 'min', 'max'])
const longest = 4_000

/** Gives the place at the end of `text`; undefined inside a text, a number or a comment. */
export function celPlace(text: string, scope: ExpressionScope): CelPlace | undefined {
  if (text.length > longest) return undefined
  const tokens = celTokens(text)
  const last = tokens.at(-1)
  if (last?.end === text.length && (last.kind === 'number' || last.kind === 'comment' || (last.kind === 'text' && !isClosed(text.slice(last.start, last.end))))) return undefined
  const isName = last !== undefined && last.end === text.length && (last.kind === 'name' || last.kind === 'word' || last.kind === 'function')
  const before = isName ? tokens.slice(0, -1) : tokens
  const dot = before.at(-1)
  const from = isName ? last.start : text.length
  const { locals, call } = opened(text, before, scope)
  const isField = dot !== undefined && text.slice(dot.start, dot.end) === '.'
  return { from, receiver: isField ? receiverBefore(text, before, before.length - 1) : undefined, locals, call }
}

function isClosed(text: string): boolean {
  const body = text.replace(/^[rR]/, '')
  const quote = body[0] ?? ''
  const edge = body.startsWith(quote.repeat(3)) ? quote.repeat(3) : quote
  return body.length >= 2 * edge.length && body.endsWith(edge) && !/(?:^|[^\\])(?:\\\\)*\\["']$/.test(body)
}

/** Gives the value that ends just before the token `end`: names, calls, indexes and literals joined by dots. */
function receiverBefore(text: string, tokens: readonly CelToken[], end: number): string {
  let index = end - 1
  for (; index >= 0; index--) {
    const sign = textOf(text, tokens[index])
    if (sign === ')' || sign === ']' || sign === '}') {
      index = openingOf(text, tokens, index)
      if (index > 0 && ['name', 'function'].includes(tokens[index - 1]?.kind ?? '')) continue
      if (index > 0 && sign === ']' && /[\w)\]]$/.test(textOf(text, tokens[index - 1]))) continue
    }
    if (index > 0 && textOf(text, tokens[index - 1]) === '.') {
      index--
      continue
    }
    break
  }
  const start = tokens[Math.max(index, 0)]?.start ?? 0
  return text.slice(start, tokens[end]?.start ?? text.length)
}

function openingOf(text: string, tokens: readonly CelToken[], end: number): number {
  let depth = 0
  for (let index = end; index >= 0; index--) {
    const sign = textOf(text, tokens[index])
    if (sign === ')' || sign === ']' || sign === '}') depth++
    if ((sign === '(' || sign === '[' || sign === '{') && --depth === 0) return index
  }
  return 0
}

function textOf(text: string, token: CelToken | undefined): string {
  return token === undefined ? '' : text.slice(token.start, token.end)
}

interface Opened {
  readonly token: number
  readonly commas: number[]
}

/** Gives the names that calls around the cursor give, from the outermost in. */
function opened(text: string, tokens: readonly CelToken[], scope: ExpressionScope): { readonly locals: ReadonlyMap<string, JsonSchema>; readonly call: string | undefined } {
  const stack: Opened[] = []
  for (const [index, token] of tokens.entries()) {
    const sign = textOf(text, token)
    if (token.kind !== 'sign') continue
    if (sign === '(' || sign === '[' || sign === '{') stack.push({ token: index, commas: [] })
    if (sign === ')' || sign === ']' || sign === '}') stack.pop()
    if (sign === ',') stack.at(-1)?.commas.push(index)
  }
  const locals = new Map<string, JsonSchema>()
  let call: string | undefined
  for (const one of stack) {
    const callee = tokens[one.token - 1]
    if (callee?.kind !== 'function' || textOf(text, tokens[one.token]) !== '(') continue
    call = textOf(text, callee)
    const local = localOf(text, tokens, one, (value) => typeOf(value, scope, locals))
    if (local !== undefined) locals.set(...local)
  }
  return { locals, call }
}

function localOf(text: string, tokens: readonly CelToken[], { token, commas }: Opened, type: (value: string) => JsonSchema): readonly [string, JsonSchema] | undefined {
  const callee = textOf(text, tokens[token - 1])
  const isMethod = textOf(text, tokens[token - 2]) === '.'
  const cuts = [token, ...commas].map((index) => tokens[index] as CelToken)
  const parts = cuts.slice(0, -1).map((cut, index) => text.slice(cut.end, cuts[index + 1]?.start).trim())
  const isBind = callee === 'bind' && textOf(text, tokens[token - 3]) === 'cel'
  if (isBind) return parts.length >= 2 ? [parts[0] as string, type(parts[1] as string)] : undefined
  if (!overElements.has(callee)) return undefined
  const [list, name] = isMethod ? [receiverBefore(text, tokens, token - 2), parts[0]] : [parts[0], parts[1]]
  return list !== undefined && name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? [name, elementType(type(list))] : undefined
}

/** Gives the type of an expression as far as it can be told. */
export function typeOf(text: string, scope: ExpressionScope, locals: ReadonlyMap<string, JsonSchema>): JsonSchema {
  return checkExpression(text, (name) => locals.get(name) ?? scope.names.get(name), { functions: scope.functions }).type
}
