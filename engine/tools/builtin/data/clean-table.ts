/*
 * The rows of a table cleaned one after another. Owns: which rows are kept, and what is told of the others. Always true:
 * each row of the text is kept, or told with its line, or is an empty line; nothing is kept of a row that was let go but
 * its values, by which a repeated one is known.
 */
import type Papa from 'papaparse'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { columnNames } from './column-names.ts'
import type { CsvRow } from './csv-rows.ts'
import { mostColumns } from './csv-table.ts'
import { isFormula } from './formula.ts'

export const mostCleaned = 1_000_000
const batch = 2000
const longestTold = 2000

interface CleanCounts {
  rows: number
  set_aside: number
  empty: number
  repeated: number
  trimmed: number
  formulas: number
}

export class CleanTable {
  readonly counts: CleanCounts = { rows: 0, set_aside: 0, empty: 0, repeated: 0, trimmed: 0, formulas: 0 }
  readonly #parser: typeof Papa
  readonly #part: 'clean' | 'wrong'
  readonly #needed: readonly string[]
  readonly #seen = new Set<string>()
  readonly #written: Uint8Array[] = []
  #columns: readonly string[] | undefined
  #wanted: readonly number[] = []
  #waiting: (readonly string[])[] = []
  #taken = 0

  /** `part`: which of the two tables is written, the clean one or the one that tells what was wrong. */
  constructor(parser: typeof Papa, part: 'clean' | 'wrong', needed: readonly string[]) {
    this.#parser = parser
    this.#part = part
    this.#needed = needed
    if (part === 'wrong') this.#write(['where', 'what', 'text'])
  }

  take(row: CsvRow): boolean {
    if (row.broken !== undefined) this.#setAside(row, row.broken)
    else if (row.raw.trim() === '' && row.cells.length === 1) this.counts.empty++
    else if (this.#columns === undefined) this.#begin(row)
    else this.#add(row, this.#columns)
    if (++this.#taken > mostCleaned + 1) throw new ToolError('too-many', `The table has more than ${mostCleaned} rows.`)
    return true
  }

  /** Gives the bytes of the table, in order. */
  finish(): readonly Uint8Array[] {
    if (this.#columns === undefined && this.#needed.length > 0) this.#requireNeeded([])
    this.#flush()
    return this.#written
  }

  #begin(row: CsvRow): void {
    if (row.cells.length > mostColumns) throw new ToolError('too-many', `The first row has ${row.cells.length} columns; at most ${mostColumns} are read.`)
    const { names, renamed } = columnNames(row.cells)
    this.#requireNeeded(names)
    this.#columns = names
    this.#wanted = this.#needed.map((name) => names.indexOf(name))
    if (this.#part === 'clean') this.#write(names.map((name) => this.#safe(name)))
    for (const { column, was, is } of renamed) this.#tell(row, `Column ${column}, ${quoted(was)}, is called ${quoted(is)}.`, '')
  }

  #requireNeeded(names: readonly string[]): void {
    const unknown = this.#needed.find((name) => !names.includes(name))
    if (unknown !== undefined) throw new ToolError('unknown-column', `There is no column ${quoted(unknown)}. Columns: ${quoted(names.slice(0, 30))}.`)
  }

  #add(row: CsvRow, columns: readonly string[]): void {
    const { counts } = this
    if (row.cells.length !== columns.length) return this.#setAside(row, `The row has ${row.cells.length} cells, but there are ${columns.length} columns.`)
    const cells = row.cells.map((cell) => cell.trim())
    if (cells.every((cell) => cell === '')) {
      counts.empty++
      return this.#tell(row, 'Left out: every cell is empty.', '')
    }
    const key = JSON.stringify(cells)
    if (this.#seen.has(key)) {
      counts.repeated++
      return this.#tell(row, 'Left out: an earlier row says the same.')
    }
    this.#seen.add(key)
    const lacking = this.#wanted.filter((index) => cells[index] === '').map((index) => columns[index])
    if (lacking.length > 0) return this.#setAside(row, `Nothing in ${lacking.join(', ')}.`)
    this.#tellOddities(row, cells)
    counts.rows++
    const safe = cells.map((cell) => this.#safe(cell))
    if (this.#part === 'clean') this.#write(safe)
  }

  #tellOddities(row: CsvRow, cells: readonly string[]): void {
    if (cells.some((cell, index) => cell !== row.cells[index])) {
      this.counts.trimmed++
      this.#tell(row, 'Spaces around a cell were taken away.')
    }
    if (row.note !== undefined) this.#tell(row, row.note)
    if (row.raw.includes('\0')) this.#tell(row, 'A cell holds the character NUL.')
    if (row.raw.includes('\ufffd')) this.#tell(row, 'A cell holds a character that could not be read.')
  }

  #setAside(row: CsvRow, reason: string): void {
    this.counts.set_aside++
    this.#tell(row, `Set aside: ${reason}`)
  }

  #tell(row: CsvRow, what: string, text = row.raw): void {
    if (this.#part === 'wrong') this.#write([`line ${row.line}`, what, defused(text.slice(0, longestTold))])
  }

  #safe(cell: string): string {
    if (!isFormula(cell)) return cell
    this.counts.formulas++
    return `'${cell}`
  }

  #write(cells: readonly string[]): void {
    this.#waiting.push(cells)
    if (this.#waiting.length >= batch) this.#flush()
  }

  #flush(): void {
    if (this.#waiting.length === 0) return
    const alone = this.#waiting[0]?.length === 1
    // An empty line would be read as no row at all, and a mark at the start as the mark of the file.
    const quotes = (value: string): boolean => (alone && value === '') || value.startsWith('\ufeff')
    const text = this.#parser.unparse(this.#waiting as string[][], { newline: '\r\n', quotes })
    this.#written.push(new TextEncoder().encode(`${text}\r\n`))
    this.#waiting = []
  }
}

function defused(text: string): string {
  return isFormula(text) ? `'${text}` : text
}
