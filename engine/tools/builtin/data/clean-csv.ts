import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashOfBytes, largestKept } from '../file/file-content.ts'
import { CleanTable } from './clean-table.ts'
import { csvDelimiter, delimiters } from './csv-delimiter.ts'
import { csvRowsInTurns } from './csv-rows.ts'
import { decodeText, encodings, type Encoding } from './decode-text.ts'
import { readBytes } from './read-bytes.ts'
import { tooManyError, unknownColumnError } from './row-schemas.ts'
import { writeErrors, writtenFile, writtenProperties, writtenRequired } from './written-file.ts'

const mostBytes = 100_000_000
const mostWritten = 250_000_000
const counts = ['rows', 'set_aside', 'empty', 'repeated', 'trimmed', 'formulas'] as const
const count = { type: 'integer' } as const

interface Input {
  readonly from: string
  readonly path: string
  readonly write?: 'clean' | 'wrong'
  readonly needed?: readonly string[]
  readonly delimiter?: string
  readonly encoding?: string
}

const writing = writtenFile(cleaned, mostWritten)

export const dataCleanCsv = defineTool({
  name: 'data.clean_csv',
  title: 'Clean a CSV file',
  description: 'Writes the rows of a CSV file to a new one, without spaces around cells, empty rows, repeated rows, rows that do not fit the columns and rows that lack what they need. With write: wrong it writes what was wrong instead: the line, what it is, and the text as it stood. Up to 1,000,000 rows and 100 MB; no row passes through the journal.',
  input: {
    type: 'object',
    properties: {
      from: { type: 'string', format: 'path', description: 'The table. It stays as it is.' },
      path: { type: 'string', format: 'path', description: 'The file that is written.' },
      write: { type: 'string', enum: ['clean', 'wrong'], default: 'clean' },
      needed: { type: 'array', items: { type: 'string' }, maxItems: 100, default: [], description: 'Columns in which every row must have something.' },
      delimiter: { type: 'string', enum: delimiters, description: 'Left out: found by the look of the first lines.' },
      encoding: { type: 'string', enum: encodings, description: 'Left out: found by its mark or its look.' },
    },
    required: ['from', 'path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      ...writtenProperties,
      source: { type: 'string', description: 'SHA-256 of the table that was read.' },
      rows: { type: 'integer', description: 'Rows of the clean table.' }, set_aside: count, empty: count, repeated: count, trimmed: count,
      formulas: { type: 'integer', description: 'Cells that a spreadsheet would run; each got an apostrophe in front.' },
    },
    required: [...writtenRequired, 'source', ...counts],
  },
  class: 'reversible',
  control: { from: 'path', path: 'path' },
  errors: { ...writeErrors, ...tooManyError, ...unknownColumnError },
  timeout: 300_000,
  rehearse: 'overlay',
  describe: (input: Input) => `write ${quoted(input.path)} with ${input.write === 'wrong' ? 'what is wrong in' : 'the clean rows of'} ${quoted(input.from)}`,
  ...writing,
  // What is too large to be kept aside would be lost for good when it is removed.
  undo: (input: Input, output, before) => (output.size > largestKept ? { tool: 'file.trash', input: { path: input.path } } : writing.undo(input, output, before)),
})

async function cleaned(input: Input, call: Pick<ToolCall, 'ports' | 'signal'>) {
  const { files } = call.ports
  const { text, source } = await readTable(input, call)
  const { default: parser } = await import('papaparse')
  const told = /^sep=([,;\t|])\r?\n/.exec(text)
  const delimiter = input.delimiter ?? told?.[1] ?? csvDelimiter(parser, text)
  const table = new CleanTable(parser, input.write ?? 'clean', input.needed ?? [])
  await csvRowsInTurns(parser, told === null ? text : text.slice(told[0].length), { delimiter, firstLine: told === null ? 1 : 2 }, (row) => table.take(row), async () => {
    call.signal.throwIfAborted()
    await files.facts(input.from)
  })
  return { bytes: joined(table.finish()), more: { source, ...table.counts } }
}

async function readTable(input: Input, call: Pick<ToolCall, 'ports'>): Promise<{ readonly text: string; readonly source: string }> {
  const bytes = await readBytes(call.ports.files, input.from, mostBytes)
  const decoded = decodeText(bytes, input.encoding as Encoding | undefined)
  if (decoded === undefined) throw new ToolError('not-text', `${quoted(input.from)} is not text.`, { path: input.from })
  return { text: decoded.text, source: hashOfBytes(bytes) }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
