import type { Json } from '../../../terms/json.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { requireColumns } from './columns-of.ts'
import { amountOf, compareValues, isEmpty, keyText } from './compare-values.ts'
import { rowCondition } from './row-condition.ts'
import { mostRows, rowsInputSchema, rowsSchema, unknownColumnError, type Row } from './row-schemas.ts'

interface Sort {
  readonly by: string
  readonly order?: string
  readonly as?: string
}

export const dataQuery = defineTool({
  name: 'data.query',
  title: 'Choose and sort rows',
  description: 'Gives the rows of a list that fit conditions, without repeats if wanted, sorted, cut to a part, with the columns asked for. Columns are called by name; one that no row has is an error. A number and the text that writes it are equal.',
  input: {
    type: 'object',
    properties: {
      rows: rowsInputSchema,
      where: { description: 'A condition: { column: amount, at_least: 10 }, { any: [...] }, { not: ... }, or a list of which all must hold. Tests: is, is_not, in, at_least, at_most, more_than, less_than, contains, starts_with, ends_with, matches (a regular expression in linear time), empty.' },
      distinct: { type: 'array', items: { type: 'string' }, maxItems: 100, description: 'Only the first of the rows that are equal in these columns.' },
      sort: {
        type: 'array', maxItems: 20,
        items: {
          type: 'object',
          properties: { by: { type: 'string' }, order: { type: 'string', enum: ['ascending', 'descending'] }, as: { type: 'string', enum: ['value', 'number', 'text'], description: 'number: texts that write numbers are compared as numbers.' } },
          required: ['by'], additionalProperties: false,
        },
        description: 'Columns to sort by, the weightiest first. Empty cells come last.',
      },
      select: { type: 'array', items: { type: 'string' }, maxItems: 2000, description: 'Columns to keep, in order; left out: all.' },
      skip: { type: 'integer', minimum: 0, default: 0 },
      limit: { type: 'integer', minimum: 0, maximum: mostRows, default: mostRows },
    },
    required: ['rows'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { rows: rowsSchema, count: { type: 'integer', description: 'How many rows fit, before skip and limit.' }, truncated: { type: 'boolean', description: 'True: more rows fit after these.' } },
    required: ['rows', 'count', 'truncated'],
  },
  class: 'read',
  errors: { ...unknownColumnError, 'bad-query': 'A condition can not be understood.' },
  timeout: 60_000,
  describe: (input) => `choose among ${input.rows.length} rows${input.where === undefined ? '' : ` where ${quoted(input.where)}`}`,
  perform: async (input: QueryInput) => {
    const condition = input.where === undefined ? undefined : rowCondition(input.where)
    const { distinct = [], sort = [], select } = input
    requireColumns(input.rows, [...(condition?.columns ?? []), ...distinct, ...sort.map(({ by }) => by), ...(select ?? [])])
    const fitting = condition === undefined ? input.rows : input.rows.filter(condition.holds)
    const different = distinct.length === 0 ? fitting : firstOfEach(fitting, distinct)
    const sorted = sort.length === 0 ? different : sortedRows(different, sort)
    const skip = input.skip ?? 0
    const part = sorted.slice(skip, skip + (input.limit ?? mostRows))
    return { rows: select === undefined ? part : part.map((row) => selected(row, select)), count: sorted.length, truncated: skip + part.length < sorted.length }
  },
})

interface QueryInput {
  readonly rows: readonly Row[]
  readonly where?: Json
  readonly distinct?: readonly string[]
  readonly sort?: readonly Sort[]
  readonly select?: readonly string[]
  readonly skip?: number
  readonly limit?: number
}

export function valueIn(row: Row, column: string): Json {
  return Object.hasOwn(row, column) ? (row[column] ?? null) : null
}

/** Gives one text for the values of a row in some columns; different values give different texts. */
export function keyOfRow(row: Row, columns: readonly string[]): string {
  return columns.length === 1 ? keyText(valueIn(row, columns[0] ?? '')) : JSON.stringify(columns.map((column) => keyText(valueIn(row, column))))
}

function firstOfEach(rows: readonly Row[], columns: readonly string[]): readonly Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const key = keyOfRow(row, columns)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function sortedRows(rows: readonly Row[], sort: readonly Sort[]): readonly Row[] {
  const keyed = rows.map((row) => ({ row, keys: sort.map(({ by, as }) => sortKey(valueIn(row, by), as)) }))
  keyed.sort((a, b) => {
    for (const [index, { order }] of sort.entries()) {
      const [x, y] = [a.keys[index], b.keys[index]]
      const difference = compareValues(x, y)
      if (difference !== 0) return order === 'descending' && !isEmpty(x) && !isEmpty(y) ? -difference : difference
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}

function sortKey(value: Json, as: string | undefined): Json {
  if (as === 'number') return amountOf(value) ?? value
  return as === 'text' && !isEmpty(value) ? keyText(value) : value
}

function selected(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, valueIn(row, column)]))
}
