import { canonicalJson, type Json } from '../../../terms/json.ts'
import { numberOf } from './cell-types.ts'

/** Gives the number a value is, or that a text writes plainly; `undefined` for all else. */
export function amountOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? numberOf(value.trim()) : undefined
}

/** An empty cell: null, nothing, or a text of white space. */
export function isEmpty(value: Json | undefined): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

/**
 * Gives the text that stands for a value as a key: a number and the text that writes it as JSON would are the same, as are
 * the truth values and their words. Lists and objects are told apart from texts.
 */
export function keyText(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'object') return `\0${canonicalJson(value)}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Orders values: numbers, then texts by code unit, then truth values, then lists and objects; empty ones last. */
export function compareValues(a: Json | undefined, b: Json | undefined): number {
  const [first, second] = [rankOf(a), rankOf(b)]
  if (first !== second) return first - second
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (first === 4) return 0
  const [x, y] = [keyText(a), keyText(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function rankOf(value: Json | undefined): number {
  if (isEmpty(value)) return 4
  if (typeof value === 'number') return 0
  if (typeof value === 'string') return 1
  return typeof value === 'boolean' ? 2 : 3
}
