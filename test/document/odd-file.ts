/** Gives a YAML file with comments, odd quoting, blank lines, CRLF and anchors in odd places; the same for one seed. */
export function oddFile(seed: number): string {
  const next = numbers(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[next() % items.length] as Item
  const names: string[] = []
  const lines: string[] = pick([[], ['# head of the file'], ['# head', ''], ['---'], ['%YAML 1.2', '---', '# after the mark']])
  const scalar = (): string => pick(['plain', "'single ''quoted'''", '"double \\"quoted\\" \\u00e9"', '12', '1.50', 'true', '~', 'null', '""', 'two words', 'a#b', '2026-01-31', '[a, "b", {c: d}]', '{ a: 1, b: [x] }', '[]', '{}', '[\n  a, # one\n  b\n]', '"folded\n    over lines"', "http://example.org/x?y=1"])
  const write = (indent: string, depth: number): void => {
    const count = 1 + (next() % 4)
    const step = pick([' ', '  ', '    '])
    const list = depth > 0 && next() % 3 === 0
    for (let index = 0; index < count; index++) {
      if (next() % 5 === 0) lines.push(`${indent}# about ${index}`)
      if (next() % 7 === 0) lines.push(pick(['', '  ', '']))
      const comment = next() % 4 === 0 ? pick([' # note', '    # far note', ' #']) : ''
      const head = list ? '-' : pick([`key${index}:`, `"quoted ${index}":`, `'single ${index}':`, `spaced ${index} :`, `${index}:`])
      const anchor = next() % 9 === 0 ? ` &n${lines.length}` : ''
      const kind = next() % 10
      if (kind < 5 || depth > 3) {
        const value = scalar()
        lines.push(`${indent}${head}${anchor} ${value.replaceAll('\n', `\n${indent} `)}${value.includes('\n') ? '' : comment}`)
        if (anchor && !value.includes('\n')) names.push(anchor.slice(2))
      } else if (kind === 5 && names.length > 0 && anchor === '') lines.push(`${indent}${head} *${pick(names)}${comment}`)
      else if (kind === 6) lines.push(`${indent}${head}${anchor} ${pick(['|', '>', '|-', '>-', '|+'])}${comment}`, `${indent}  first line`, pick(['', `${indent}  second: line`, `${indent}    # no comment`]), `${indent}  last line`)
      else if (kind === 7) lines.push(`${indent}${head}${anchor}${comment}`)
      else if (list && next() % 2 === 0) lines.push(`${indent}- inner: ${pick(['1', 'x'])}${comment}`, `${indent}  other: "y"`)
      else {
        lines.push(`${indent}${head}${comment}`)
        write(indent + step, depth + 1)
      }
    }
    if (next() % 6 === 0) lines.push(`${indent}# end`)
  }
  write('', 0)
  const end = pick(['\n', '\n', '\r\n'])
  return lines.join('\n').replaceAll('\n', end) + pick([end, end, '', end + end])
}

/** A small generator of whole numbers (a linear congruence), so that a seed always gives the same file. */
function numbers(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}
