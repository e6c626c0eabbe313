import { defineTool } from '../../define-tool.ts'
import { ToolError } from '../../../terms/tool.ts'
import { columnsOf, requireColumns } from './columns-of.ts'
import { joinRows, type JoinKind } from './join-rows.ts'
import { rowsInputSchema, rowsSchema, tooManyError, unknownColumnError, type Row } from './row-schemas.ts'

const keysSchema = { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 20 } as const
const toldSchema = { type: 'array', items: { type: 'string' } } as const

interface Input {
  readonly left: readonly Row[]
  readonly right: readonly Row[]
  readonly on: readonly string[]
  readonly right_on?: readonly string[]
  readonly kind?: JoinKind
  readonly suffix?: string
}

export const dataJoin = defineTool({
  name: 'data.join',
  title: 'Join two lists of rows',
  description: 'Puts together the rows of two lists that have equal keys. A number and the text that writes it are equal keys; an empty key is equal to none. Keys that only one side has, and keys that a side has more than once, are told; a key that both have several times gives every pair.',
  input: {
    type: 'object',
    properties: {
      left: rowsInputSchema,
      right: rowsInputSchema,
      on: { ...keysSchema, description: 'The columns that must be equal.' },
      right_on: { ...keysSchema, description: 'What those columns are called on the right, in the same order; left out: the same.' },
      kind: { type: 'string', enum: ['inner', 'left', 'full'], default: 'inner', description: 'inner: only rows with a partner; left: all of the left; full: all of both.' },
      suffix: { type: 'string', minLength: 1, maxLength: 40, default: '_right', description: 'Added to the name of a column of the right that the left has too.' },
    },
    required: ['left', 'right', 'on'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      rows: rowsSchema,
      columns: { type: 'array', items: { type: 'string' } },
      count: { type: 'integer' },
      matched: { type: 'integer', description: 'Rows of the left that have a partner.' },
      only_left: { ...toldSchema, description: 'Keys without a partner; at most 1,000.' },
      only_right: toldSchema,
      only_left_count: { type: 'integer', description: 'Rows of the left without a partner.' },
      only_right_count: { type: 'integer' },
      repeated_left: { ...toldSchema, description: 'Keys that stand more than once; at most 1,000.' },
      repeated_right: toldSchema,
      without_key: { type: 'integer', description: 'Rows of both sides whose key is empty.' },
    },
    required: ['rows', 'columns', 'count', 'matched', 'only_left', 'only_right', 'only_left_count', 'only_right_count', 'repeated_left', 'repeated_right', 'without_key'],
  },
  class: 'read',
  errors: { ...tooManyError, ...unknownColumnError, 'bad-keys': 'The two sides name a different number of columns, or one twice.' },
  timeout: 60_000,
  describe: (input) => `join ${input.left.length} rows with ${input.right.length} by ${input.on.join(', ')}`,
  perform: async (input: Input) => {
    const { left, right, on } = input
    const rightOn = input.right_on ?? on
    if (rightOn.length !== on.length || new Set(on).size < on.length || new Set(rightOn).size < on.length) throw new ToolError('bad-keys', 'on and right_on must name equally many columns, each once.')
    requireColumns(left, on)
    requireColumns(right, rightOn)
    const names = namesOf(columnsOf(left), columnsOf(right), { on, rightOn, suffix: input.suffix ?? '_right' })
    return joinRows({ left, right, on, rightOn, kind: input.kind ?? 'inner', ...names })
  },
})

/** Gives the columns of the result: those of the left, then those of the right but the keys, under names that are free. */
function namesOf(left: readonly string[], right: readonly string[], { on, rightOn, suffix }: { readonly on: readonly string[]; readonly rightOn: readonly string[]; readonly suffix: string }): { readonly columns: readonly string[]; readonly rightNames: ReadonlyMap<string, string> } {
  const columns = [...new Set([...on, ...left])]
  const ordered = left.length === 0 ? columns : [...left, ...on.filter((name) => !left.includes(name))]
  const taken = new Set([...ordered, ...right])
  const used = new Set(ordered)
  const rightNames = new Map<string, string>()
  for (const name of right) {
    if (rightOn.includes(name)) continue
    let free = name
    while (used.has(free) || (free !== name && taken.has(free))) free += suffix
    used.add(free)
    rightNames.set(name, free)
  }
  return { columns: [...ordered, ...rightNames.values()], rightNames }
}
