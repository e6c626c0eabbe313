/*
 * Where an offset lies in a YAML text, told from indentation and brackets alone, so that it can be told while the text is being
 * written and no parser could read it. Owns: nothing but that. Does not own: what may stand there (key-schema, completions-at).
 */
import { bare, flowPlace, type Frame, type WrittenMap } from './flow-place.ts'

export interface TextPlace {
  /** From the top of the file inwards. */
  readonly frames: readonly Frame[]
  /** A key of a map is written, a value, or nothing that could be completed (a comment, after a closed quote). */
  readonly at: 'key' | 'value' | 'nothing'
  /** Where the key or value that is being written begins, after its quote. */
  readonly start: number
  readonly quote: '"' | "'" | ''
  readonly flow: boolean
  /** The map a key is written in. */
  readonly own: WrittenMap
  /** The value is a text over several lines. */
  readonly block: boolean
}

interface Entry {
  readonly column: number
  /** `-` for an element of a list. */
  readonly key: string
  /** Where its value begins. */
  readonly value: number
  /** Start of its line. */
  readonly line: number
}

/** No file that can be read nests deeper. */
const deepest = 64

const keyShape = /("(?:\\.|[^"\\\n]){0,200}"|'(?:''|[^'\n]){0,200}'|[^\s#'"{}[\],&!|>%@`][^\n#]{0,200}?)[ \t]{0,20}:(?=\s|$)/y

/** Gives the place of an offset. */
export function textPlaceAt(text: string, offset: number): TextPlace {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const before = text.slice(lineStart, offset)
  const entries = entriesOf(text, lineStart).filter(({ value }) => value <= offset)
  const last = entries.at(-1)
  const isIndent = /^[ \t]*$/.test(before)
  const column = last === undefined || last.key === '-' ? firstColumn(text, lineStart, last) : last.column
  const chain = ancestors(text, lineStart, last === undefined ? (isIndent ? before.length : column) : (entries[0] as Entry).column, entries[0])
  const around = [...chain, ...entries]
  const inner = enclosing(text, around, offset)
  if (inner !== undefined) return inner
  if (/(?:^|\s)#/.test(before.slice(-2_000).replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, ''))) return nothing(offset)
  if (last !== undefined && last.key !== '-') return valuePlace(text, around, last, offset)
  const start = last === undefined ? lineStart + (/^[ \t]*/.exec(before)?.[0].length ?? 0) : last.value
  const own = blockMap(text, lineStart, last === undefined ? start - lineStart : last.value - lineStart)
  return { frames: framesOf(text, around), at: 'key', start: Math.min(start, offset), quote: '', flow: false, own, block: false }
}

function nothing(offset: number): TextPlace {
  return { frames: [], at: 'nothing', start: offset, quote: '', flow: false, own: new Map(), block: false }
}

function valuePlace(text: string, around: readonly Entry[], last: Entry, offset: number): TextPlace {
  const start = Math.min(last.value + (/^[ \t]*/.exec(text.slice(last.value, offset))?.[0].length ?? 0), offset)
  return { frames: framesOf(text, around), at: 'value', start, quote: '', flow: false, own: new Map(), block: false }
}

/** Gives the place inside brackets, quotes or a text of several lines that an entry around opened. */
function enclosing(text: string, around: readonly Entry[], offset: number): TextPlace | undefined {
  for (const [index, entry] of around.entries()) {
    const start = entry.value + (/^[ \t]*/.exec(text.slice(entry.value, entry.value + 200))?.[0].length ?? 0)
    if (start >= offset) continue
    const outer = (): Frame[] => framesOf(text, around.slice(0, index + 1))
    const flow = flowPlace(text, start, offset)
    if (flow !== undefined) return { ...flow, frames: [...outer(), ...flow.frames], flow: flow.frames.length > 0 || flow.at === 'key', block: false }
    const firstLine = text.slice(start, lineEnd(text, start))
    if (/^["'{[]/.test(firstLine)) {
      if (index === around.length - 1) return nothing(offset)
      continue
    }
    const isBelow = offset > lineEnd(text, start)
    if (entry.key !== '-' && isBelow && firstLine.trim() !== '' && !firstLine.startsWith('#') && !/^[&!][\w-]*\s*$/.test(firstLine)) {
      return { frames: outer(), at: 'value', start, quote: '', flow: false, own: new Map(), block: true }
    }
  }
  return undefined
}

/** Gives the entries that begin on a line: dashes, then a key. */
function entriesOf(text: string, line: number): Entry[] {
  const entries: Entry[] = []
  let at = line
  while (entries.length < deepest) {
    while (text[at] === ' ' || text[at] === '\t') at++
    if (text[at] !== '-' || !/[ \t\r\n]|^$/.test(text[at + 1] ?? '')) break
    const value = at + 1 + (/^ */.exec(text.slice(at + 1, at + 40))?.[0].length ?? 0)
    entries.push({ column: at - line, key: '-', value, line })
    at++
  }
  keyShape.lastIndex = at
  const found = keyShape.exec(text)
  if (found?.[1] !== undefined) entries.push({ column: at - line, key: bare(found[1]), value: at + found[0].length, line })
  return entries
}

function firstColumn(text: string, line: number, dash: Entry | undefined): number {
  return dash === undefined ? (/^[ \t]*/.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0) : dash.value - line
}

/** Walks up and gives the entries that hold what stands at a column, the outermost first. */
function ancestors(text: string, line: number, column: number, from: Entry | undefined): Entry[] {
  const found: Entry[] = []
  let limit = column
  let allowsSame = from?.key === '-'
  for (let end = line - 1; end >= 0 && found.length < deepest && (limit > 0 || allowsSame); ) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    if (!isEmpty(text, start)) {
      for (const entry of entriesOf(text, start).reverse()) {
        const fits = entry.column < limit || (allowsSame && entry.key !== '-' && entry.column === limit)
        if (!fits) continue
        found.unshift(entry)
        limit = entry.column
        allowsSame = entry.key === '-'
      }
    }
    end = start - 1
  }
  return found
}

function isEmpty(text: string, line: number): boolean {
  return /^[ \t]*(?:#|\r?$)/.test(text.slice(line, lineEnd(text, line)))
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function framesOf(text: string, entries: readonly Entry[]): Frame[] {
  return entries.map(({ key, line, column }) => ({
    key,
    get beside() {
      return key === '-' ? new Map<string, string>() : blockMap(text, line, column)
    },
  }))
}

/** Gives the keys of the map whose keys stand at `column`, around the line. */
function blockMap(text: string, line: number, column: number): WrittenMap {
  const map = new Map<string, string>()
  const take = (start: number): boolean => {
    if (isEmpty(text, start)) return true
    const entries = entriesOf(text, start)
    const [first] = entries
    const own = entries.find((entry) => entry.column === column && entry.key !== '-')
    if (own !== undefined && !map.has(own.key)) map.set(own.key, text.slice(own.value, lineEnd(text, own.value)).replace(/\s#.*$/, '').trim())
    const least = first?.column ?? firstColumn(text, start, undefined)
    // A dash before the key begins the map.
    return least >= column && !(first?.key === '-' && least === column)
  }
  const isFirst = !take(line)
  for (let end = line - 1; end >= 0 && !isFirst; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    if (!take(start)) break
    end = start - 1
  }
  for (let start = lineEnd(text, line) + 1; start <= text.length && start > 0; start = lineEnd(text, start) + 1) {
    if (!isEmpty(text, start) && startsAnother(text, start, column)) break
    take(start)
    if (lineEnd(text, start) >= text.length) break
  }
  return map
}

function startsAnother(text: string, line: number, column: number): boolean {
  const [first] = entriesOf(text, line)
  return (first?.column ?? firstColumn(text, line, undefined)) < column || (first?.key === '-' && first.column === column)
}
