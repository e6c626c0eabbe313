import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { bytesSource, openZip } from '../archive/open-zip.ts'
import { zipBytesOf } from '../archive/zip-bytes.ts'
import { encoded } from '../file/file-content.ts'
import { columnsOf } from './columns-of.ts'
import { rowsInputSchema, tooManyError, unknownColumnError, type Row } from './row-schemas.ts'
import { badValueError } from './write-json.ts'
import { replaceProperty, writeErrors, writtenFile, writtenProperties, writtenRequired } from './written-file.ts'

interface Input {
  readonly path: string
  readonly rows: readonly Row[]
  readonly columns?: readonly string[]
  readonly sheet?: string
  readonly replace?: boolean
}

/** What one cell of a spreadsheet holds. */
const longestCell = 32_767
const mostCells = 2_000_000

export const dataWriteSheet = defineTool({
  name: 'data.write_sheet',
  title: 'Write a spreadsheet',
  description: 'Writes rows to an .xlsx file with one sheet, in one step, with the folders it needs. Texts stay texts, so none can become a formula; numbers and booleans keep their type; lists and objects are written as JSON, null as an empty cell.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      rows: rowsInputSchema,
      columns: { type: 'array', items: { type: 'string' }, maxItems: 2000, description: 'Which columns, in order; left out: all, as they first appear.' },
      sheet: { type: 'string', minLength: 1, maxLength: 31, default: 'Sheet1', description: 'The name of the sheet.' },
      replace: replaceProperty,
    },
    required: ['path', 'rows'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { ...writtenProperties, count: { type: 'integer', description: 'Rows written, the header not counted.' }, columns: { type: 'array', items: { type: 'string' } } },
    required: [...writtenRequired, 'count', 'columns'],
  },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...writeErrors, ...tooManyError, ...unknownColumnError, ...badValueError },
  timeout: 120_000,
  rehearse: 'overlay',
  describe: (input: Input) => `${input.replace === true ? 'write or replace' : 'write'} the spreadsheet ${quoted(input.path)} with ${input.rows.length} rows`,
  ...writtenFile(async (input: Input) => {
    const columns = input.columns ?? columnsOf(input.rows)
    return { bytes: await workbook(input, columns), more: { count: input.rows.length, columns } }
  }),
})

async function workbook(input: Input, columns: readonly string[]): Promise<Uint8Array> {
  const sheet = input.sheet ?? 'Sheet1'
  if (/[\\/?*[\]:\0-\x1f]/.test(sheet) || /^'|'$/.test(sheet)) throw new ToolError('bad-value', `${quoted(sheet)} is no name for a sheet: it must not hold \\ / ? * [ ] : or begin or end with an apostrophe.`)
  if ((input.rows.length + 1) * columns.length > mostCells) throw new ToolError('too-many', `The sheet would have more than ${mostCells} cells.`)
  const header = columns.map((name) => ({ value: cellText(name), type: String, fontWeight: 'bold' as const }))
  const body = input.rows.map((row) => columns.map((name) => cell(Object.hasOwn(row, name) ? (row[name] ?? null) : null)))
  const { default: writeWorkbook } = await import('write-excel-file/universal')
  const blob = await writeWorkbook([header, ...body], { sheet }).toBlob()
  return undated(new Uint8Array(await blob.arrayBuffer()))
}

type Cell = { readonly value: string; readonly type: StringConstructor } | { readonly value: number; readonly type: NumberConstructor } | { readonly value: boolean; readonly type: BooleanConstructor } | null

function cell(value: Json): Cell {
  if (value === null || value === '') return null
  if (typeof value === 'number') return { value, type: Number }
  if (typeof value === 'boolean') return { value, type: Boolean }
  return { value: cellText(typeof value === 'string' ? value : JSON.stringify(value)), type: String }
}

/** Writes what XML can not hold, and what would be taken for it, as `_xHHHH_`, which is how spreadsheets do. */
function cellText(text: string): string {
  encoded(text)
  if (text.length > longestCell) throw new ToolError('bad-value', `A cell has ${text.length} characters; a spreadsheet holds at most ${longestCell}.`)
  // The library keeps the texts it has seen as keys of a plain object and would take these for known ones.
  if (text in Object.prototype) return `${escapedSign(text.slice(0, 1))}${text.slice(1)}`
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\ufffd\p{Noncharacter_Code_Point}]/gu, (sign) => sign.split('').map(escapedSign).join(''))
}

function escapedSign(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

/** The library dates the parts with the time of writing; the same rows must give the same bytes. */
async function undated(bytes: Uint8Array): Promise<Uint8Array> {
  const { items } = await openZip(bytesSource(bytes))
  const { signal } = new AbortController()
  const parts: { readonly name: string; readonly bytes: Uint8Array }[] = []
  for (const item of items) if (item.kind === 'file') parts.push({ name: item.name, bytes: await item.read(signal) })
  return zipBytesOf(parts, { level: 6 })
}
