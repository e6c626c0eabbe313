import { checkValue } from '../../../expression/check-value.ts'
import type { Json, JsonSchema } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { mostRows, rowsInputSchema, rowsSchema } from './row-schemas.ts'
import { schemaFault } from './schema-fault.ts'

const mostFaults = 10_000

interface Fault {
  readonly row: number
  readonly path: string
  readonly message: string
}

export const dataValidate = defineTool({
  name: 'data.validate',
  title: 'Check rows against a schema',
  description: 'Checks each row of a list against a JSON Schema and tells what does not fit, with the number of the row (from 1), the column and the reason. The schema may use what skill files may use; a keyword beyond that is an error, never passed over.',
  input: {
    type: 'object',
    properties: {
      rows: { ...rowsInputSchema, items: {}, description: 'Values of any kind, mostly objects by column name.' },
      schema: { type: 'object', description: 'A JSON Schema for one row.' },
      keep: { type: 'boolean', default: false, description: 'Also give the rows that fit.' },
      most: { type: 'integer', minimum: 1, maximum: mostFaults, default: 1000, description: 'Faults to tell.' },
    },
    required: ['rows', 'schema'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      valid: { type: 'boolean' },
      count: { type: 'integer', description: 'Rows that were checked.' },
      faulty: { type: 'integer', description: 'Rows that do not fit.' },
      faulty_rows: { type: 'array', items: { type: 'integer' }, description: 'Their numbers.' },
      faults: {
        type: 'array',
        items: { type: 'object', properties: { row: { type: 'integer' }, path: { type: 'string' }, message: { type: 'string' } }, required: ['row', 'path', 'message'] },
      },
      rows: { ...rowsSchema, items: {}, description: 'The rows that fit, where they were wanted.' },
      truncated: { type: 'boolean', description: 'True: there are more faults than were told.' },
    },
    required: ['valid', 'count', 'faulty', 'faulty_rows', 'faults', 'rows', 'truncated'],
  },
  class: 'read',
  errors: { 'bad-schema': 'The schema can not be used; the message says why.' },
  timeout: 120_000,
  describe: (input) => `check ${input.rows.length} rows against a schema`,
  perform: async (input: { readonly rows: readonly Json[]; readonly schema: JsonSchema; readonly keep?: boolean; readonly most?: number }, call) => {
    const fault = schemaFault(input.schema)
    if (fault !== undefined) throw new ToolError('bad-schema', fault)
    const most = input.most ?? 1000
    const faults: Fault[] = []
    const faultyRows: number[] = []
    const fitting: Json[] = []
    let truncated = false
    for (const [index, row] of input.rows.slice(0, mostRows).entries()) {
      if (index % 1024 === 0) call.signal.throwIfAborted()
      const found = checkValue(input.schema, row)
      if (found.length === 0) {
        if (input.keep === true) fitting.push(row)
        continue
      }
      faultyRows.push(index + 1)
      for (const { path, message } of found) {
        if (faults.length < most) faults.push({ row: index + 1, path, message })
        else truncated = true
      }
    }
    return { valid: faultyRows.length === 0, count: input.rows.length, faulty: faultyRows.length, faulty_rows: faultyRows, faults, rows: fitting, truncated }
  },
})
