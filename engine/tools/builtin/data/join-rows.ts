import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { isEmpty } from './compare-values.ts'
import { keyOfRow, valueIn } from './query.ts'
import { mostRows, type Row } from './row-schemas.ts'

export type JoinKind = 'inner' | 'left' | 'full'

export interface Join {
  readonly left: readonly Row[]
  readonly right: readonly Row[]
  readonly on: readonly string[]
  readonly rightOn: readonly string[]
  readonly kind: JoinKind
  /** Of the result, in order. */
  readonly columns: readonly string[]
  /** What the columns of the right that are no keys are called in the result. */
  readonly rightNames: ReadonlyMap<string, string>
}

const mostTold = 1_000

/** Gives the joined rows in the order of the left, then what only the right has in its order; and what found no partner. */
export function joinRows(join: Join) {
  const { left, right, on, rightOn, kind } = join
  const rights = indexed(right, rightOn)
  const lefts = indexed(left, on)
  const rows: Row[] = []
  let matched = 0
  for (const row of left) {
    const partners = hasKey(row, on) ? (rights.byKey.get(keyOfRow(row, on)) ?? []) : []
    if (partners.length > 0) matched++
    for (const partner of partners) add(rows, joined(join, row, partner))
    if (partners.length === 0 && kind !== 'inner') add(rows, joined(join, row, undefined))
  }
  const lonely = right.filter((row) => !hasKey(row, rightOn) || !lefts.byKey.has(keyOfRow(row, rightOn)))
  if (kind === 'full') for (const row of lonely) add(rows, joined(join, undefined, row))
  const without = left.filter((row) => !hasKey(row, on) || !rights.byKey.has(keyOfRow(row, on)))
  return {
    rows, columns: join.columns, count: rows.length, matched,
    only_left: told(without, on), only_right: told(lonely, rightOn), only_left_count: without.length, only_right_count: lonely.length,
    repeated_left: lefts.repeated(), repeated_right: rights.repeated(), without_key: lefts.without + rights.without,
  }
}

function indexed(rows: readonly Row[], columns: readonly string[]) {
  const byKey = new Map<string, Row[]>()
  let without = 0
  for (const row of rows) {
    if (!hasKey(row, columns)) {
      without++
      continue
    }
    const key = keyOfRow(row, columns)
    const same = byKey.get(key)
    if (same === undefined) byKey.set(key, [row])
    else same.push(row)
  }
  const repeated = (): readonly string[] => [...byKey.values()].filter((same) => same.length > 1).slice(0, mostTold).map(([first]) => shownKey(first ?? {}, columns))
  return { byKey, without, repeated }
}

/** A key of which any part is empty is none. */
function hasKey(row: Row, columns: readonly string[]): boolean {
  return columns.every((column) => !isEmpty(valueIn(row, column)))
}

function joined(join: Join, left: Row | undefined, right: Row | undefined): Row {
  const row: { [column: string]: Json } = {}
  for (const column of join.columns) row[column] = left === undefined ? null : valueIn(left, column)
  if (right === undefined) return row
  if (left === undefined) for (const [index, column] of join.on.entries()) row[column] = valueIn(right, join.rightOn[index] ?? column)
  for (const [name, as] of join.rightNames) row[as] = valueIn(right, name)
  return row
}

function add(rows: Row[], row: Row): void {
  if (rows.length >= mostRows) throw new ToolError('too-many', `The joined list would have more than ${mostRows} rows; keys that stand often on both sides give every pair.`)
  rows.push(row)
}

function told(rows: readonly Row[], columns: readonly string[]): readonly string[] {
  const keys = new Set<string>()
  for (const row of rows) {
    if (keys.size >= mostTold) break
    if (hasKey(row, columns)) keys.add(shownKey(row, columns))
  }
  return [...keys]
}

function shownKey(row: Row, columns: readonly string[]): string {
  return columns.map((column) => {
    const value = valueIn(row, column)
    return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200)
  }).join(', ')
}
