import { parseDuration } from './parse-duration.ts'
import { parseTime } from './parse-time.ts'
import { fault } from './kinds.ts'
import type { Place } from './syntax.ts'
import { Duration, firstMillisecond, lastMillisecond, Time } from './time-value.ts'

/** Gives the time that a value is or tells, or undefined. */
export function asTime(value: unknown): Time | undefined {
  if (value instanceof Time) return value
  const milliseconds = typeof value === 'string' ? parseTime(value) : undefined
  return milliseconds === undefined ? undefined : new Time(milliseconds)
}

/** Gives the duration that a value is or tells, or undefined. */
export function asDuration(value: unknown): Duration | undefined {
  if (value instanceof Duration) return value
  const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined
  return milliseconds === undefined ? undefined : new Duration(milliseconds)
}

export function timeAt(milliseconds: number, place: Place): Time {
  if (milliseconds >= firstMillisecond && milliseconds <= lastMillisecond) return new Time(Math.round(milliseconds))
  throw fault('The time lies outside the years 0 to 9999.', place)
}

export function durationOf(milliseconds: number, place: Place): Duration {
  if (Math.abs(milliseconds) <= Number.MAX_SAFE_INTEGER) return new Duration(Math.round(milliseconds) || 0)
  throw fault('The duration is too long.', place)
}
