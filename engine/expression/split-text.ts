import { ExpressionFault } from '../terms/expression.ts'

/** An expression inside a text; the offsets are those of the expression alone, without `${` and `}`. */
interface TextExpression {
  readonly text: string
  readonly start: number
  readonly end: number
}

export type TextPart = string | TextExpression

/**
 * Gives the parts of a text with `${ … }` in it, in order, or the fault that an expression does not end.
 * `$${` writes a plain `${`. Strings, comments and braces inside an expression are respected.
 */
export function splitText(text: string): { readonly parts: readonly TextPart[] } | { readonly fault: ExpressionFault } {
  const parts: TextPart[] = []
  let plain = ''
  let at = 0
  for (let found = text.indexOf('${', at); found >= 0; found = text.indexOf('${', at)) {
    if (found > at && text[found - 1] === '$') {
      plain += text.slice(at, found - 1) + '${'
      at = found + 2
      continue
    }
    const end = endOfExpression(text, found + 2)
    if (end === undefined) return { fault: new ExpressionFault('"${" is not closed by "}". Write "$${" for a plain "${".', found, text.length) }
    plain += text.slice(at, found)
    if (plain !== '') parts.push(plain)
    plain = ''
    parts.push({ text: text.slice(found + 2, end), start: found + 2, end })
    at = end + 1
  }
  plain += text.slice(at)
  if (plain !== '' || parts.length === 0) parts.push(plain)
  return { parts }
}

/** Gives the offset of the `}` that closes an expression. */
function endOfExpression(text: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"' || sign === "'") {
      const end = endOfString(text, at, sign)
      if (end === undefined) return undefined
      at = end
    } else if (sign === '/' && text[at + 1] === '/') {
      const line = text.indexOf('\n', at)
      if (line < 0) return undefined
      at = line
    } else if (sign === '{') depth++
    else if (sign === '}' && depth-- === 0) return at
  }
  return undefined
}

/** Gives the offset of the last quote of a CEL string; a raw one (`r"…"`) keeps its backslashes, but no bare quote either. */
function endOfString(text: string, start: number, quote: string): number | undefined {
  const triple = text.startsWith(quote.repeat(3), start)
  const close = triple ? quote.repeat(3) : quote
  for (let at = start + close.length; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text.startsWith(close, at)) return at + close.length - 1
  }
  return undefined
}
