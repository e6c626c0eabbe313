import { applyEdits, parseDocument, type DocumentNode, type ScalarNode, type TextEdit } from '../../engine/index.ts'

/**
 * Gives a skill text that means the same and looks odd: comments above, beside and below, blank lines, other quotes, anchors with
 * aliases, CRLF; the same for one seed.
 */
export function oddSkill(text: string, seed: number): string {
  const next = numbers(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[next() % items.length] as Item
  const edits: TextEdit[] = []
  const anchored = new Map<string, string>()
  const visit = (node: DocumentNode, key: string | undefined, depth: number): void => {
    if (node.kind === 'scalar') return void quote(node, key)
    if (node.kind === 'list') return node.items.forEach((item) => visit(item, key, depth + 1))
    for (const entry of node.entries) {
      const lineStart = text.lastIndexOf('\n', entry.keyRange.start - 1) + 1
      const lead = text.slice(lineStart, entry.keyRange.start)
      const begins = lead.trim() === '' && !node.flow && lineStart > 0
      if (begins && next() % 9 === 0) edits.push({ range: { start: lineStart, end: lineStart }, text: `${pick(['', '\n', '  \n'])}${lead}# about ${entry.key}${pick(['', ': "quoted', " it's", ' ${ odd }'])}\n` })
      else if (begins && depth < 3 && next() % 6 === 0) edits.push({ range: { start: lineStart, end: lineStart }, text: '\n' })
      const lineEnd = text.indexOf('\n', entry.value.range.end)
      const alone = lineEnd >= 0 && text.slice(entry.value.range.end, lineEnd) === '' && !isBlockText(entry.value) && text.slice(entry.keyRange.start, lineEnd).indexOf('\n') < 0
      if (begins && alone && next() % 5 === 0) edits.push({ range: { start: lineEnd, end: lineEnd }, text: pick(['  # beside', ' # "odd', ' #']) })
      if (/^[a-z_]+$/.test(entry.key) && text.slice(entry.keyRange.start, entry.keyRange.end) === entry.key && next() % 8 === 0) edits.push({ range: entry.keyRange, text: pick([`"${entry.key}"`, `'${entry.key}'`]) })
      visit(entry.value, entry.key, depth + 1)
    }
  }
  const quote = (node: ScalarNode, key: string | undefined): void => {
    const { value, range, style } = node
    if (typeof value !== 'string' || style !== 'plain' || !/^[a-z][a-z_0-9]*$/.test(value)) return
    const name = key === 'next' ? anchored.get(value) : undefined
    if (name !== undefined && next() % 3 === 0) return void edits.push({ range, text: `*${name}` })
    const kind = next() % 6
    if (kind < 2) edits.push({ range, text: kind === 0 ? `"${value}"` : `'${value}'` })
    else if (kind === 2 && key === 'next' && !anchored.has(value)) {
      anchored.set(value, `n${range.start}`)
      edits.push({ range, text: `&n${range.start} ${value}` })
    }
  }
  const { root } = parseDocument(text)
  if (root !== undefined) visit(root, undefined, 0)
  const odd = applyEdits(text, edits)
  return pick([odd, odd, `# head\n\n${odd}`, odd.replaceAll('\n', '\r\n')])
}

/** Gives a small skill with groups, branches, an each and ways of every kind; the same for one seed. */
export function smallSkill(seed: number): string {
  const next = numbers(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[next() % items.length] as Item
  const names = ['look', 'pick', 'sort_out', 'ask_it', 'tell', 'pause', 'check']
  const used = names.slice(0, 3 + (next() % 5))
  const lines = ['chela: 1', 'name: small', 'inputs:', '  folder: string', 'vars:', '  count: { type: number, default: 0 }', 'limits: { steps: 100 }', ...(next() % 3 === 0 ? [`start: ${used[0]}`] : []), 'states:']
  const target = (): string => pick([...used, 'done'])
  const state = (name: string, index: number): readonly string[] => {
    const earlier = used.slice(0, index)
    const later = (): string => pick([...used.slice(index + 1), 'done'])
    const read = earlier.length === 0 ? 'input.folder' : pick(earlier)
    return pick<readonly string[]>([
      [`${name}: { wait: 1s }`],
      [`${name}:`, '  wait: 5m', `  next: ${target()}`],
      [`${name}:`, '  choose:', `    - if: vars.count > ${next() % 5}`, `      next: ${later()}`, `    - { next: ${later()} }`],
      [`${name}:`, `  think: "what of \${ default(${read}, 0) }"`, '  answer: string', '  catch: done'],
      [`${name}:`, '  confirm: go on?', `  yes: ${target()}`, `  no: done`],
      [`${name}:`, '  set: { count: "${ vars.count + 1 }" }'],
      [`${name}:`, '  states:', `    ${name}_in: { wait: 1s }`, `    ${name}_out:`, `      wait: 2s`, `      next: ${name}_in`, '  after:', `    1h: ${target()}`],
      [`${name}:`, '  each: "[1, 2, 3]"', '  as: one', '  think: "about ${ one }"', '  answer: string'],
      [`${name}:`, '  together:', `    ${name}_left: { wait: 1s }`, `    ${name}_right:`, '      wait: 2s'],
      [`${name}:`, '  on:', `    door.opened: ${target()}`, '    door.closed:', `      - { if: vars.count > 1, next: ${target()} }`, `      - ${target()}`],
    ])
  }
  used.forEach((name, index) => lines.push(...state(name, index).map((line) => `  ${line}`)))
  lines.push('  done: { end: done }', 'tests:', '  - name: one', '    given: { folder: /d }', `    expect: { end: done, states: [${used[0]}, done] }`)
  return `${lines.join('\n')}\n`
}

/** A small generator of whole numbers, so that a seed always gives the same text. */
export function numbers(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}

function isBlockText(node: DocumentNode): boolean {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
}
