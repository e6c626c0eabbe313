import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors, tooLargeError } from '../file/file-errors.ts'
import { ToolError } from '../../../terms/tool.ts'
import { columnNames } from './column-names.ts'
import { readBytes } from './read-bytes.ts'
import { mostRows, rowsSchema, tooManyError, type Row } from './row-schemas.ts'
import { readSheet, type SheetCell } from './sheet-cells.ts'

const mostBytes = 32_000_000

export const dataReadSheet = defineTool({
  name: 'data.read_sheet',
  title: 'Read a spreadsheet',
  description: 'Gives the rows of one sheet of an .xlsx file as objects by column name, with texts, numbers, booleans and dates (as text, 2026-06-01 or with a time) as the file has them; an empty cell is null. Formulas give the value that was last worked out. What the file says counts as written by others.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      sheet: { type: 'string', maxLength: 200, description: 'The name of the sheet; left out: the first.' },
      header: { type: 'boolean', default: true, description: 'The first row names the columns; otherwise they are column_1, column_2 and so on.' },
      skip: { type: 'integer', minimum: 0, default: 0, description: 'Rows to leave out at the top, before the header.' },
      limit: { type: 'integer', minimum: 0, maximum: mostRows, default: mostRows },
    },
    required: ['path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      sheet: { type: 'string' },
      sheets: { type: 'array', items: { type: 'string' }, description: 'The names of all sheets.' },
      columns: { type: 'array', items: { type: 'string' } },
      rows: rowsSchema,
      count: { type: 'integer' },
      renamed: { type: 'array', items: { type: 'string' }, description: 'Column names that could not be kept as they stood.' },
      truncated: { type: 'boolean', description: 'True: there are more rows.' },
    },
    required: ['path', 'sheet', 'sheets', 'columns', 'rows', 'count', 'renamed', 'truncated'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['sheet', 'sheets', 'columns', 'rows', 'renamed'],
  errors: { ...readErrors, ...tooLargeError, ...tooManyError, 'bad-sheet': 'The file is no .xlsx spreadsheet, is damaged, or unpacks to more than is read.', 'unknown-sheet': 'There is no sheet of this name.' },
  timeout: 120_000,
  describe: (input) => `read the spreadsheet ${quoted(input.path)}`,
  perform: async (input, call) => {
    const bytes = await readBytes(call.ports.files, input.path, mostBytes)
    const { cells, sheet, sheets } = await readSheet(bytes, input.path, input.sheet, call.signal)
    const filled = cells.slice(input.skip ?? 0)
    const width = filled.reduce((most, row) => Math.max(most, row.length), 0)
    if (width > 2000) throw new ToolError('too-many', `The sheet has ${width} columns; at most 2,000 are read.`)
    const first = filled[0] ?? []
    const wide = Array.from({ length: width }, (_, index) => (input.header === false ? '' : textOf(first[index] ?? null)))
    const { names, renamed } = columnNames(wide)
    const body = (input.header === false ? filled : filled.slice(1)).filter((row) => row.some((cell) => cell !== null))
    const limit = input.limit ?? mostRows
    const rows = body.slice(0, limit).map((row): Row => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])))
    const told = input.header === false ? [] : renamed.map(({ column, was, is }) => `Column ${column}, ${quoted(was)}, is called ${quoted(is)}.`)
    return { path: input.path, sheet, sheets, columns: names, rows, count: rows.length, renamed: told, truncated: body.length > limit }
  },
})

function textOf(cell: SheetCell): string {
  return cell === null ? '' : String(cell)
}
