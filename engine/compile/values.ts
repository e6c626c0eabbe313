import { joinLabels, noLabels, type Labelled, type Labels } from '../terms/label.ts'
import type { Json } from '../terms/json.ts'

/** What a slot holds: a value with its labels. `fields` has labels of its own for top-level fields (the variables). */
export interface Cell extends Labelled<Json> {
  readonly fields?: { readonly [name: string]: Labels }
}

const pageBits = 5
const pageSize = 1 << pageBits

/**
 * The results of a machine by slot number. Persistent: `withCell` gives new values that share all pages but one, so a
 * snapshot stays as it was and a step costs the same after a thousand results.
 */
export type Values = readonly (readonly (Cell | undefined)[] | undefined)[]

export const noValues: Values = []

export function cellAt(values: Values, slot: number): Cell | undefined {
  return values[slot >> pageBits]?.[slot & (pageSize - 1)]
}

export function withCell(values: Values, slot: number, cell: Cell | undefined): Values {
  const page = values[slot >> pageBits]?.slice() ?? new Array<Cell | undefined>(pageSize).fill(undefined)
  page[slot & (pageSize - 1)] = cell
  const pages = values.slice()
  for (let index = pages.length; index < slot >> pageBits; index++) pages[index] = undefined
  pages[slot >> pageBits] = page
  return pages
}

/** Gives the labels of what `path` reaches inside a cell: its own, and those of the untrusted parts it touches. */
export function cellLabels(cell: Cell | undefined, path: readonly string[]): Labels {
  if (cell === undefined) return noLabels
  if (cell.fields !== undefined) return fieldLabels(cell.fields, path[0])
  if (cell.untrusted === undefined || !cell.untrusted.some((pattern) => touches(pattern.split('.'), path))) return cell.labels
  const trusted = cell.labels[0]
  const source = trusted?.source ?? 'a tool'
  return [...cell.labels, { trust: 'untrusted', source }]
}

/** Gives the labels of one field; of all of them, where it is not known which one is read. */
export function fieldLabels(fields: { readonly [name: string]: Labels }, name: string | undefined): Labels {
  if (name === undefined || name === '*') return Object.values(fields).reduce(joinLabels, noLabels)
  return Object.hasOwn(fields, name) ? (fields[name] as Labels) : noLabels
}

/** Whether one of two paths begins with the other; `*` fits any part. */
function touches(pattern: readonly string[], path: readonly string[]): boolean {
  const length = Math.min(pattern.length, path.length)
  for (let index = 0; index < length; index++) {
    const a = pattern[index]
    const b = path[index]
    if (a !== b && a !== '*' && b !== '*') return false
  }
  return true
}
