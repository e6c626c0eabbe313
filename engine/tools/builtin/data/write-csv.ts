import type { Json } from '../../../terms/json.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { encoded } from '../file/file-content.ts'
import { columnsOf } from './columns-of.ts'
import { delimiters } from './csv-delimiter.ts'
import { isFormula } from './formula.ts'
import { rowsInputSchema, tooManyError, unknownColumnError, type Row } from './row-schemas.ts'
import { replaceProperty, writeErrors, writtenFile, writtenProperties, writtenRequired } from './written-file.ts'

interface Input {
  readonly path: string
  readonly rows: readonly Row[]
  readonly columns?: readonly string[]
  readonly delimiter?: string
  readonly header?: boolean
  readonly safe?: boolean
  readonly mark?: boolean
  readonly replace?: boolean
}

export const dataWriteCsv = defineTool({
  name: 'data.write_csv',
  title: 'Write a CSV file',
  description: 'Writes rows to a CSV file in UTF-8 with CR LF line ends, in one step, with the folders it needs. A cell that a spreadsheet would run as a formula gets an apostrophe in front unless safe is false; how many is told. Lists and objects are written as JSON, null as an empty cell.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      rows: rowsInputSchema,
      columns: { type: 'array', items: { type: 'string' }, maxItems: 2000, description: 'Which columns, in order; left out: all, as they first appear.' },
      delimiter: { type: 'string', enum: delimiters, default: ',' },
      header: { type: 'boolean', default: true },
      safe: { type: 'boolean', default: true, description: 'Texts that begin like a formula (=, @, a tab, or + or - before more than a number) get an apostrophe in front.' },
      mark: { type: 'boolean', default: false, description: 'Begin with a byte order mark, by which some spreadsheets know UTF-8.' },
      replace: replaceProperty,
    },
    required: ['path', 'rows'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { ...writtenProperties, count: { type: 'integer', description: 'Rows written, the header not counted.' }, columns: { type: 'array', items: { type: 'string' } }, defused: { type: 'integer', description: 'Cells that got an apostrophe in front.' } },
    required: [...writtenRequired, 'count', 'columns', 'defused'],
  },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...writeErrors, ...tooManyError, ...unknownColumnError },
  timeout: 120_000,
  rehearse: 'overlay',
  describe: (input: Input) => `${input.replace === true ? 'write or replace' : 'write'} ${quoted(input.path)} with a table of ${input.rows.length} rows`,
  ...writtenFile(async (input: Input) => {
    const { text, columns, defused } = await csvText(input)
    return { bytes: encoded(text), more: { count: input.rows.length, columns, defused } }
  }),
})

async function csvText(input: Input): Promise<{ readonly text: string; readonly columns: readonly string[]; readonly defused: number }> {
  const { default: Papa } = await import('papaparse')
  const columns = input.columns ?? columnsOf(input.rows)
  let defused = 0
  const cellOf = (value: Json | undefined): string => {
    const text = cellText(value)
    if (input.safe === false || typeof value !== 'string' || !isFormula(text)) return text
    defused++
    return `'${text}`
  }
  const lines = input.rows.map((row) => columns.map((name) => cellOf(Object.hasOwn(row, name) ? row[name] : null)))
  const header = input.header === false || columns.length === 0 ? [] : [columns.map(cellOf)]
  const alone = columns.length === 1
  // An empty line would be read as no row at all, and a mark at the start as the mark of the file.
  const quotes = (value: string): boolean => (alone && value.trim() === '') || value.startsWith('\ufeff')
  const body = columns.length === 0 ? '' : Papa.unparse([...header, ...lines], { delimiter: input.delimiter ?? ',', newline: '\r\n', quotes })
  return { text: `${input.mark === true ? '\ufeff' : ''}${body}${body === '' ? '' : '\r\n'}`, columns, defused }
}

function cellText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
