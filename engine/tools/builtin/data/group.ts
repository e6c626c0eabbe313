import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { requireColumns } from './columns-of.ts'
import { amountOf, isEmpty } from './compare-values.ts'
import { exactSum } from './exact-sum.ts'
import { keyOfRow, valueIn } from './query.ts'
import { rowsInputSchema, rowsSchema, unknownColumnError, type Row } from './row-schemas.ts'

const workings = ['count', 'sum', 'average', 'min', 'max'] as const
type Working = (typeof workings)[number]

interface Wanted {
  readonly work: Working
  readonly column?: string
  readonly as: string
}

interface Ignored {
  readonly row: number
  readonly column: string
  readonly value: Json
}

const mostTold = 1_000

export const dataGroup = defineTool({
  name: 'data.group',
  title: 'Group rows and work out values',
  description: 'Puts rows with equal values in some columns together and works out count, sum, average, smallest and largest for each group. Groups stand in the order in which they first appear. Texts that write numbers count as numbers; other cells that are not empty are left out and told. Sums of decimals are exact.',
  input: {
    type: 'object',
    properties: {
      rows: rowsInputSchema,
      by: { type: 'array', items: { type: 'string' }, maxItems: 20, description: 'Columns that are equal in a group; an empty list makes one group of all.' },
      values: {
        type: 'array', minItems: 1, maxItems: 100,
        items: {
          type: 'object',
          properties: { work: { type: 'string', enum: workings }, column: { type: 'string', description: 'Left out with count: counts rows; with it: cells that are not empty.' }, as: { type: 'string', minLength: 1, maxLength: 200, description: 'What the value is called.' } },
          required: ['work', 'as'], additionalProperties: false,
        },
      },
    },
    required: ['rows', 'by', 'values'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      rows: rowsSchema,
      count: { type: 'integer', description: 'Groups.' },
      ignored: { type: 'array', items: { type: 'object', properties: { row: { type: 'integer' }, column: { type: 'string' }, value: {} }, required: ['row', 'column', 'value'] }, description: 'Cells that are no number; at most 1,000. Rows are counted from 1.' },
      ignored_count: { type: 'integer' },
    },
    required: ['rows', 'count', 'ignored', 'ignored_count'],
  },
  class: 'read',
  errors: { ...unknownColumnError, 'bad-query': 'Two values have the same name, or one needs a column.' },
  timeout: 60_000,
  describe: (input) => `group ${input.rows.length} rows by ${input.by.length === 0 ? 'nothing' : input.by.join(', ')}`,
  perform: async (input: { readonly rows: readonly Row[]; readonly by: readonly string[]; readonly values: readonly Wanted[] }) => {
    const { rows, by, values } = input
    requireNames(by, values)
    requireColumns(rows, [...by, ...values.flatMap(({ column }) => (column === undefined ? [] : [column]))])
    const groups = new Map<string, { readonly first: Row; readonly numbers: number[] }>()
    for (const [index, row] of rows.entries()) {
      const key = keyOfRow(row, by)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { first: row, numbers: [index] })
      else group.numbers.push(index)
    }
    if (by.length === 0 && rows.length === 0) groups.set('', { first: {}, numbers: [] })
    const cells = new Map(values.flatMap(({ column, work }) => (column === undefined || work === 'count' ? [] : [[column, rows.map((row) => amountOf(valueIn(row, column)))] as const])))
    const result = [...groups.values()].map(({ first, numbers }): Row => ({
      ...Object.fromEntries(by.map((column) => [column, valueIn(first, column)])),
      ...Object.fromEntries(values.map((wanted) => [wanted.as, workOut(wanted, numbers, rows, cells)])),
    }))
    return { rows: result, count: result.length, ...ignoredIn(rows, cells) }
  },
})

function requireNames(by: readonly string[], values: readonly Wanted[]): void {
  const names = new Set(by)
  for (const { as, work, column } of values) {
    if (names.has(as) || as === '__proto__') throw new ToolError('bad-query', `The name ${quoted(as)} can not be used, or is used twice.`)
    if (work !== 'count' && column === undefined) throw new ToolError('bad-query', `"${work}" needs a column.`)
    names.add(as)
  }
}

type Amounts = ReadonlyMap<string, readonly (number | undefined)[]>

function workOut({ work, column }: Wanted, numbers: readonly number[], rows: readonly Row[], cells: Amounts): Json {
  if (column === undefined) return numbers.length
  if (work === 'count') return numbers.filter((index) => !isEmpty(valueIn(rows[index] ?? {}, column))).length
  const amounts = numbers.map((index) => cells.get(column)?.[index]).filter((amount) => amount !== undefined)
  if (work === 'sum') return finite(exactSum(amounts))
  if (amounts.length === 0) return null
  if (work === 'average') return finite(exactSum(amounts) / amounts.length)
  return amounts.reduce((a, b) => (work === 'min' ? Math.min(a, b) : Math.max(a, b)))
}

/** JSON has no infinity. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function ignoredIn(rows: readonly Row[], cells: Amounts): { readonly ignored: readonly Ignored[]; readonly ignored_count: number } {
  const ignored: Ignored[] = []
  let count = 0
  for (const [column, amounts] of cells) {
    for (const [index, amount] of amounts.entries()) {
      const value = valueIn(rows[index] ?? {}, column)
      if (amount !== undefined || isEmpty(value)) continue
      if (++count <= mostTold) ignored.push({ row: index + 1, column, value })
    }
  }
  return { ignored, ignored_count: count }
}
