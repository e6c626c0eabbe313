/*
 * The rows of a CSV text, each with the line it begins on. Owns: line ends, quotes that are never closed, bounds. Does
 * not own: which rows fit the header. Always true:
 * V1 every character of the text lies in exactly one row that is handed out;
 * V2 the library never sees more than one window at a time, so a hostile row costs one window, not the file.
 */
import type Papa from 'papaparse'

export type CsvParser = typeof Papa

export interface CsvRow {
  readonly cells: readonly string[]
  /** Counted from 1; a cell may hold line ends, so a row may take several lines. */
  readonly line: number
  /** The row as it stands in the text, without its line end. */
  readonly raw: string
  /** Why the cells can not be relied on. */
  readonly broken: string | undefined
  /** Something odd that did no harm. */
  readonly note: string | undefined
}

/** The longest row that is read, in UTF-16 code units. */
export const longestRow = 1_000_000

export interface CsvRowsOptions {
  readonly delimiter: string
  /** The number of the first line of the text. */
  readonly firstLine: number
  /** Characters that may be read in vain after quotes that do not close. */
  readonly patience?: number
}

/** Hands out the rows of a text in order until `take` gives false. Blank lines are rows with one empty cell. */
export function csvRows(parser: CsvParser, text: string, options: CsvRowsOptions, take: (row: CsvRow) => boolean): void {
  const walk = begin(parser, text, options, take)
  while (walk.position < text.length && !walk.stopped) readWindow(walk)
}

/** The same, with others having their turn behind each million characters. */
export async function csvRowsInTurns(parser: CsvParser, text: string, options: CsvRowsOptions, take: (row: CsvRow) => boolean, turn: () => Promise<unknown>): Promise<void> {
  const walk = begin(parser, text, options, take)
  while (walk.position < text.length && !walk.stopped) {
    readWindow(walk)
    await turn()
  }
}

function begin(parser: CsvParser, text: string, { delimiter, firstLine, patience }: CsvRowsOptions, take: (row: CsvRow) => boolean): Walk {
  return { parser, text, delimiter, newline: newlineOf(text), take, position: 0, line: firstLine, patience: patience ?? 5_000_000 + text.length / 4, stopped: false }
}

interface Walk {
  readonly parser: CsvParser
  readonly text: string
  readonly delimiter: string
  readonly newline: '\n' | '\r' | '\r\n'
  readonly take: (row: CsvRow) => boolean
  position: number
  line: number
  /** Characters that may still be read in vain. When it is used up, quotes are read as plain signs. */
  patience: number
  stopped: boolean
}

/** Finds the line end outside quotes: LF when there is a lone one, then CR LF, then CR. */
function newlineOf(text: string): '\n' | '\r' | '\r\n' {
  let quoted = false
  let both = false
  let carriage = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 34) quoted = !quoted
    if (quoted || (code !== 10 && code !== 13)) continue
    if (code === 10) return '\n'
    if (text.charCodeAt(index + 1) === 10) {
      both = true
      index++
    } else carriage = true
  }
  if (both) return '\r\n'
  return carriage || !text.includes('\n') ? '\r' : '\n'
}

/** Reads from the position to the end of a window, or to the first row that has to be looked at again. */
function readWindow(walk: Walk): void {
  const { text, parser, delimiter, newline } = walk
  const base = walk.position
  const window = text.slice(base, base + longestRow)
  const isLast = base + longestRow >= text.length
  const quotes = walk.patience > 0 ? {} : { quoteChar: '\uffff' }
  // The library drops a byte order mark at the start and counts without it.
  const shift = window.startsWith('\ufeff') ? 1 : 0
  parser.parse<string[]>(window, {
    delimiter, newline, ...quotes,
    step: (result, handle) => {
      const end = base + shift + result.meta.cursor
      const raw = text.slice(walk.position, end)
      if (raw === '') return
      const isWhole = isLast || end < base + window.length
      const hasFault = result.errors.some((error) => error.type === 'Quotes')
      if ((isWhole && hasFault && isSeveralLines(raw, newline)) || (!isWhole && walk.position === base)) takeBrokenLine(walk, raw.length)
      else if (isWhole) takeRow(walk, result.data, raw, hasFault)
      else return handle.abort()
      if (walk.stopped || walk.position !== end) handle.abort()
    },
  })
  if (walk.position === base && !walk.stopped) takeBrokenLine(walk, window.length)
}

function isSeveralLines(raw: string, newline: string): boolean {
  const first = raw.indexOf(newline)
  return first >= 0 && first + newline.length < raw.length
}

function takeRow(walk: Walk, data: readonly string[], raw: string, hasFault: boolean): void {
  const cells = walk.newline === '\n' ? withoutReturn(data, raw, walk.delimiter) : data
  const note = hasFault ? 'A quote stands inside a quoted cell without being doubled.' : undefined
  const broken = walk.patience <= 0 && raw.includes('"') ? 'Too many quotes before this row are not closed, so its own can not be relied on.' : undefined
  give(walk, { cells, line: walk.line, raw: withoutEnd(raw), broken, note }, raw)
}

/** A row whose quotes do not close, or that is too long: only its first line is taken, and reading goes on behind it. */
function takeBrokenLine(walk: Walk, read: number): void {
  const { text, newline, position, line } = walk
  const found = text.indexOf(newline, position)
  const raw = text.slice(position, found < 0 ? text.length : found + newline.length)
  const broken = raw.length > longestRow ? `The row is longer than ${longestRow} characters.` : 'A quote is opened that is not closed where a cell could end.'
  walk.patience -= read
  give(walk, { cells: [], line, raw: withoutEnd(raw), broken, note: undefined }, raw)
}

function give(walk: Walk, row: CsvRow, raw: string): void {
  walk.position += raw.length
  walk.line += countLines(raw, walk.newline === '\r' ? 13 : 10)
  if (!walk.take(row)) walk.stopped = true
}

function countLines(raw: string, code: number): number {
  let count = 0
  for (let index = 0; index < raw.length; index++) if (raw.charCodeAt(index) === code) count++
  return count
}

/** Takes the CR of a CR LF from a last cell that is not quoted, in a text that mixes both line ends. */
function withoutReturn(cells: readonly string[], raw: string, delimiter: string): readonly string[] {
  const last = cells.at(-1)
  if (last === undefined || !last.endsWith('\r') || !raw.endsWith(`${last}\n`)) return cells
  const before = raw.length - last.length - 1
  return before === 0 || raw[before - 1] === delimiter ? [...cells.slice(0, -1), last.slice(0, -1)] : cells
}

function withoutEnd(raw: string): string {
  return raw.replace(/(?:\r\n|\n|\r)$/, '')
}
