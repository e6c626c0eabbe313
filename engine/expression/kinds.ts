import { ExpressionFault } from '../terms/expression.ts'
import type { Place } from './syntax.ts'
import { Duration, Time } from './time-value.ts'

export type Fields = { readonly [key: string]: unknown }

/** Gives the kind of a value in the words used in messages. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'boolean') return 'true or false'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Time) return 'a time'
  if (value instanceof Duration) return 'a duration'
  return typeof value === 'object' ? 'an object' : 'something else'
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Time) && !(value instanceof Duration)
}

/** Sets an own field whatever its name is: plain assignment of `__proto__` would change the prototype instead. */
export function setField(fields: { [key: string]: unknown }, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true })
  else fields[key] = value
}

export function fault(message: string, place: Place): ExpressionFault {
  return new ExpressionFault(message, place.start, place.end)
}
