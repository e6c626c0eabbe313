import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { typedCell, type CellType } from './cell-types.ts'
import { columnNames } from './column-names.ts'
import { mostRows } from './row-schemas.ts'
import { csvRows, type CsvParser, type CsvRow } from './csv-rows.ts'

export const mostColumns = 2_000
const mostTold = 1_000
const longestTold = 2_000

export interface CsvOptions {
  readonly delimiter: string
  readonly header: boolean
  readonly ragged: 'report' | 'fill'
  readonly types: { readonly [column: string]: CellType }
  readonly decimal: '.' | ','
  readonly skip: number
  readonly limit: number
}

export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly [column: string]: Json }[]
  /** Rows that are not in `rows`, at most the first 1,000; `broken_count` counts them all. */
  readonly broken: readonly { readonly line: number; readonly reason: string; readonly text: string }[]
  readonly broken_count: number
  /** Odd things about what is in `rows`. */
  readonly notes: readonly { readonly line: number; readonly note: string }[]
  readonly notes_count: number
  readonly blank: number
  /** There are more rows after these. */
  readonly truncated: boolean
}

/** Gives the table a CSV text writes, and whatever in it does not fit with the line it stands on. */
export function csvTable(parser: CsvParser, text: string, options: CsvOptions, firstLine = 1, signal?: AbortSignal): CsvTable {
  const table = new TableBuilder(options)
  let seen = 0
  csvRows(parser, text, { delimiter: options.delimiter, firstLine }, (row) => {
    if (++seen % 4096 === 0) signal?.throwIfAborted()
    return table.take(row)
  })
  return table.finish()
}

class TableBuilder {
  private columns: readonly string[] | undefined
  private types: readonly CellType[] = []
  private readonly rows: { readonly [column: string]: Json }[] = []
  private readonly broken: { readonly line: number; readonly reason: string; readonly text: string }[] = []
  private readonly notes: { readonly line: number; readonly note: string }[] = []
  private brokenCount = 0
  private notesCount = 0
  private blank = 0
  private skipped = 0
  private truncated = false

  constructor(private readonly options: CsvOptions) {}

  /** Takes the next row; false: no more are wanted. */
  take(row: CsvRow): boolean {
    if (row.broken !== undefined) this.setAside(row, row.broken)
    else if (row.raw.trim() === '' && row.cells.length === 1) this.blank++
    else if (this.columns === undefined) this.begin(row)
    else return this.add(row, this.columns)
    return true
  }

  finish(): CsvTable {
    const { rows, broken, notes, blank, truncated } = this
    return { columns: this.columns ?? [], rows, broken, broken_count: this.brokenCount, notes, notes_count: this.notesCount, blank, truncated }
  }

  private begin(row: CsvRow): void {
    if (row.cells.length > mostColumns) throw new ToolError('too-many', `The first row has ${row.cells.length} columns; at most ${mostColumns} are read.`)
    const { header, types } = this.options
    const { names, renamed } = columnNames(header ? row.cells : row.cells.map(() => ''))
    const unknown = Object.keys(types).find((name) => !names.includes(name))
    if (unknown !== undefined) throw new ToolError('unknown-column', `There is no column ${quoted(unknown)}. Columns: ${quoted(names.slice(0, 30))}.`)
    this.columns = names
    this.types = names.map((name) => (Object.hasOwn(types, name) ? (types[name] ?? 'text') : 'text'))
    if (!header) this.add(row, names)
    else for (const { column, was, is } of renamed) this.tell(row.line, `Column ${column}, ${quoted(was)}, is called ${quoted(is)}.`)
  }

  private add(row: CsvRow, columns: readonly string[]): boolean {
    const { cells } = row
    const isShort = cells.length < columns.length
    if (cells.length > columns.length || (isShort && this.options.ragged === 'report')) {
      this.setAside(row, `The row has ${cells.length} cells, but there are ${columns.length} columns.`)
      return true
    }
    const { values, fault } = this.valuesOf(cells, columns)
    if (fault !== undefined) {
      this.setAside(row, fault)
      return true
    }
    if (this.skipped < this.options.skip) return ++this.skipped > 0
    if (this.rows.length >= this.options.limit) {
      this.truncated = true
      return false
    }
    this.rows.push(values)
    if (isShort) this.tell(row.line, `The row has ${cells.length} cells; the other ${columns.length - cells.length} are left empty.`)
    if (row.note !== undefined) this.tell(row.line, row.note)
    if (row.raw.includes('\0')) this.tell(row.line, 'A cell holds the character NUL.')
    if (row.raw.includes('\ufffd')) this.tell(row.line, 'A cell holds a character that could not be read.')
    return true
  }

  private valuesOf(cells: readonly string[], columns: readonly string[]): { readonly values: { [column: string]: Json }; readonly fault?: string } {
    const values: { [column: string]: Json } = {}
    for (const [index, name] of columns.entries()) {
      const type = this.types[index] ?? 'text'
      const text = cells[index] ?? ''
      const value = typedCell(text, type, this.options.decimal)
      if (value === undefined) return { values, fault: `${quoted(text)} in the column ${quoted(name)} is no ${type} that can be kept exactly.` }
      values[name] = value
    }
    return { values }
  }

  private setAside(row: CsvRow, reason: string): void {
    if (++this.brokenCount > mostRows) throw new ToolError('too-many', `More than ${mostRows} rows do not fit; this is hardly a table.`)
    if (this.broken.length < mostTold) this.broken.push({ line: row.line, reason, text: row.raw.slice(0, longestTold) })
  }

  private tell(line: number, note: string): void {
    this.notesCount++
    if (this.notes.length < mostTold) this.notes.push({ line, note })
  }
}
