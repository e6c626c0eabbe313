import type { Json } from '../../../terms/json.ts'

/** The most rows a tool takes or gives. */
export const mostRows = 200_000

/** A row by column name. */
export interface Row {
  readonly [column: string]: Json
}

export const rowsSchema = { type: 'array', items: { type: 'object' } } as const
export const rowsInputSchema = { type: 'array', items: { type: 'object' }, maxItems: mostRows, description: 'Objects by column name.' } as const

export const tooManyError = { 'too-many': 'There are more rows or columns than this tool takes or gives.' } as const
export const unknownColumnError = { 'unknown-column': 'No row has a column of this name.' } as const
