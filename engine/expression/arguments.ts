import { type Fields, fault, isFields, kindOf } from './kinds.ts'
import { asDuration, asTime } from './moments.ts'
import type { Place } from './syntax.ts'
import type { Duration, Time } from './time-value.ts'
import type { Frame } from './frame.ts'

/** A function of the library: throws ExpressionFault for arguments that do not fit, and pays from the budget for what it does. */
export type LibraryFunction = (args: readonly unknown[], frame: Frame, place: Place) => unknown

/** Reads of the arguments of a library function. Each throws ExpressionFault for a value of another kind. */
export function textOf(value: unknown, name: string, place: Place): string {
  if (typeof value === 'string') return value
  throw unfit(name, 'a text', value, place)
}

export function numberOf(value: unknown, name: string, place: Place): number {
  if (typeof value === 'number') return value
  throw unfit(name, 'a number', value, place)
}

export function wholeOf(value: unknown, name: string, place: Place): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw unfit(name, 'a whole number', value, place)
}

export function listOf(value: unknown, name: string, place: Place): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw unfit(name, 'a list', value, place)
}

export function fieldsOf(value: unknown, name: string, place: Place): Fields {
  if (isFields(value)) return value
  throw unfit(name, 'an object', value, place)
}

export function timeOf(value: unknown, name: string, place: Place): Time {
  const time = asTime(value)
  if (time === undefined) throw unfit(name, 'a time', value, place)
  return time
}

export function durationIn(value: unknown, name: string, place: Place): Duration {
  const duration = asDuration(value)
  if (duration === undefined) throw unfit(name, 'a duration', value, place)
  return duration
}

function unfit(name: string, wanted: string, value: unknown, place: Place): Error {
  const shown = typeof value === 'string' ? `the text "${value.length > 40 ? `${value.slice(0, 37)}...` : value}"` : typeof value === 'number' ? String(value) : kindOf(value)
  return fault(`${name}() expects ${wanted}, not ${shown}.`, place)
}
