/** A stretch of a text that is an expression: `start` and `end` without `${` and `}`. */
export interface TemplateSpan {
  readonly start: number
  readonly end: number
  /** Whether a `}` closes it. */
  readonly closed: boolean
}

/** Gives the expressions of a text in order; the last one may still be open. `$${` is a plain `${`. */
export function templateSpans(text: string): readonly TemplateSpan[] {
  const spans: TemplateSpan[] = []
  for (let found = text.indexOf('${'); found >= 0; ) {
    if (text[found - 1] === '$') {
      found = text.indexOf('${', found + 2)
      continue
    }
    const { end, closed } = endOfSpan(text, found + 2)
    spans.push({ start: found + 2, end, closed })
    found = closed ? text.indexOf('${', end + 1) : -1
  }
  return spans
}

function endOfSpan(text: string, start: number): { readonly end: number; readonly closed: boolean } {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"' || sign === "'") at = endOfQuote(text, at, sign)
    else if (sign === '{') depth++
    else if (sign === '}' && depth-- === 0) return { end: at, closed: true }
  }
  return { end: text.length, closed: false }
}

function endOfQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at
  }
  return text.length
}
