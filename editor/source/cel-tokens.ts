/** What a stretch of an expression is, to colour it. */
export type CelTokenKind = 'name' | 'function' | 'text' | 'number' | 'word' | 'sign' | 'comment'

export interface CelToken {
  readonly kind: CelTokenKind
  readonly start: number
  readonly end: number
}

const words: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in'])
const shapes = /(?<space>\s+)|(?<comment>\/\/[^\n]*)|(?<text>[rR]?(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?))|(?<number>\d[\w.]*)|(?<name>[A-Za-z_]\w*)|(?<sign>[^])/gy

/** Gives the tokens of an expression in order, also of one with faults. */
export function celTokens(text: string): readonly CelToken[] {
  const tokens: CelToken[] = []
  for (const { groups, 0: piece, index } of text.matchAll(shapes)) {
    if (groups === undefined || groups['space'] !== undefined) continue
    const end = index + piece.length
    tokens.push({ kind: kindOf(groups, text, end), start: index, end })
  }
  return tokens
}

function kindOf(groups: { readonly [name: string]: string | undefined }, text: string, end: number): CelTokenKind {
  const name = groups['name']
  if (name !== undefined) return words.has(name) ? 'word' : /^\s*\(/.test(text.slice(end, end + 20)) ? 'function' : 'name'
  if (groups['text'] !== undefined) return 'text'
  if (groups['number'] !== undefined) return 'number'
  return groups['comment'] === undefined ? 'sign' : 'comment'
}
