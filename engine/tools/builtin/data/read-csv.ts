import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { notTextError, readErrors, tooLargeError } from '../file/file-errors.ts'
import { cellTypes } from './cell-types.ts'
import { csvDelimiter, delimiters } from './csv-delimiter.ts'
import { csvTable } from './csv-table.ts'
import { encodings } from './decode-text.ts'
import { mostRows, rowsSchema, tooManyError, unknownColumnError } from './row-schemas.ts'
import { readText } from './read-bytes.ts'

const mostBytes = 32_000_000

export const dataReadCsv = defineTool({
  name: 'data.read_csv',
  title: 'Read a CSV file',
  description: 'Gives the rows of a CSV file as objects by column name. Delimiter and encoding are found when they are not told. Cells stay text unless types says otherwise. A row that does not fit, or whose quotes do not close, is set aside with its line and the reason, never dropped. What the file says counts as written by others.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      delimiter: { type: 'string', enum: delimiters, description: 'Left out: found by the look of the first lines.' },
      encoding: { type: 'string', enum: encodings, description: 'Left out: found by its mark or its look.' },
      header: { type: 'boolean', default: true, description: 'The first row names the columns; otherwise they are column_1, column_2 and so on.' },
      ragged: { type: 'string', enum: ['report', 'fill'], default: 'report', description: 'What becomes of a row with too few cells: set aside, or filled with empty ones. One with too many is always set aside.' },
      types: { type: 'object', additionalProperties: { type: 'string', enum: cellTypes }, description: 'Columns to read as number or boolean; a row whose cell is none is set aside.' },
      decimal: { type: 'string', enum: ['.', ','], default: '.', description: 'The sign before the fraction of a number.' },
      skip: { type: 'integer', minimum: 0, default: 0, description: 'Rows to leave out at the start.' },
      limit: { type: 'integer', minimum: 0, maximum: mostRows, default: mostRows },
    },
    required: ['path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      columns: { type: 'array', items: { type: 'string' } },
      rows: rowsSchema,
      count: { type: 'integer', description: 'How many rows are given.' },
      broken: {
        type: 'array',
        items: { type: 'object', properties: { line: { type: 'integer' }, reason: { type: 'string' }, text: { type: 'string', description: 'The row as it stands, at most 2,000 characters.' } }, required: ['line', 'reason', 'text'] },
        description: 'Rows that were set aside; at most the first 1,000.',
      },
      broken_count: { type: 'integer', description: 'How many rows were set aside in all.' },
      notes: { type: 'array', items: { type: 'object', properties: { line: { type: 'integer' }, note: { type: 'string' } }, required: ['line', 'note'] }, description: 'Odd things that did no harm, such as a column that was renamed; at most the first 1,000.' },
      notes_count: { type: 'integer' },
      blank: { type: 'integer', description: 'Empty lines that were passed over.' },
      delimiter: { type: 'string' },
      encoding: { type: 'string' },
      encoding_certain: { type: 'boolean', description: 'False: the encoding was found by its look alone.' },
      truncated: { type: 'boolean', description: 'True: there are more rows.' },
    },
    required: ['path', 'columns', 'rows', 'count', 'broken', 'broken_count', 'notes', 'notes_count', 'blank', 'delimiter', 'encoding', 'encoding_certain', 'truncated'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['columns', 'rows', 'broken.*.text', 'broken.*.reason', 'notes.*.note'],
  errors: { ...readErrors, ...tooLargeError, ...notTextError, ...tooManyError, ...unknownColumnError },
  timeout: 120_000,
  describe: (input) => `read the table in ${quoted(input.path)}`,
  perform: async (input, call) => {
    const { text, encoding, certain } = await readText(call.ports.files, input.path, mostBytes, input.encoding)
    const { default: parser } = await import('papaparse')
    const told = /^sep=([,;\t|])\r?\n/.exec(text)
    const delimiter = input.delimiter ?? told?.[1] ?? csvDelimiter(parser, text)
    const options = {
      delimiter,
      header: input.header ?? true,
      ragged: input.ragged ?? 'report',
      types: (input.types ?? {}) as { readonly [column: string]: (typeof cellTypes)[number] },
      decimal: input.decimal ?? '.',
      skip: input.skip ?? 0,
      limit: input.limit ?? mostRows,
    } as const
    const body = told === null ? text : text.slice(told[0].length)
    const table = csvTable(parser, body, options, told === null ? 1 : 2, call.signal)
    return { path: input.path, ...table, count: table.rows.length, delimiter, encoding, encoding_certain: certain }
  },
})
