import { checkListSize, type Frame, longestText, spend, spendOnText } from './frame.ts'
import { fault, kindOf } from './kinds.ts'
import { asDuration, asTime, durationOf, timeAt } from './moments.ts'
import type { Place } from './syntax.ts'
import { Duration, durationText, Time, timeText } from './time-value.ts'

export type Operation = (a: unknown, b: unknown, frame: Frame, place: Place) => unknown

/** `+`: numbers add, lists and texts join (a text with a number or a truth value too), durations add to times and durations. */
export function add(a: unknown, b: unknown, frame: Frame, place: Place): unknown {
  if (typeof a === 'number' && typeof b === 'number') return finite(a + b, place)
  if (a instanceof Time || b instanceof Time || a instanceof Duration || b instanceof Duration) {
    const sum = addMoments(a, b, place)
    if (sum !== undefined) return sum
  }
  if (typeof a === 'string' || typeof b === 'string') return joinTexts(a, b, frame, place)
  if (Array.isArray(a) && Array.isArray(b)) {
    checkListSize(a.length + b.length, place)
    spend(frame, a.length + b.length, place)
    return [...(a as unknown[]), ...(b as unknown[])]
  }
  throw unfit('+', a, b, place)
}

function addMoments(a: unknown, b: unknown, place: Place): Time | Duration | undefined {
  const [time, other] = asTime(a) !== undefined ? [asTime(a), b] : [asTime(b), a]
  const more = asDuration(other)
  if (time !== undefined && more !== undefined) return timeAt(time.milliseconds + more.milliseconds, place)
  const [first, second] = [asDuration(a), asDuration(b)]
  return first !== undefined && second !== undefined ? durationOf(first.milliseconds + second.milliseconds, place) : undefined
}

function joinTexts(a: unknown, b: unknown, frame: Frame, place: Place): string {
  const first = scalarText(a)
  const second = scalarText(b)
  if (first === undefined || second === undefined) throw unfit('+', a, b, place)
  const length = first.length + second.length
  if (length > longestText || length > 1024) spendOnText(frame, length, place)
  return first + second
}

/** Gives the text of a text, number, truth value, time or duration; undefined for anything else. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Time) return timeText(value)
  return value instanceof Duration ? durationText(value) : undefined
}

/** `-`: numbers; time - time is a duration, time - duration a time, duration - duration a duration. */
export function subtract(a: unknown, b: unknown, _frame: Frame, place: Place): unknown {
  if (typeof a === 'number' && typeof b === 'number') return finite(a - b, place)
  const [time, otherTime, duration, otherDuration] = [asTime(a), asTime(b), asDuration(a), asDuration(b)]
  if (time !== undefined && otherTime !== undefined) return durationOf(time.milliseconds - otherTime.milliseconds, place)
  if (time !== undefined && otherDuration !== undefined) return timeAt(time.milliseconds - otherDuration.milliseconds, place)
  if (duration !== undefined && otherDuration !== undefined) return durationOf(duration.milliseconds - otherDuration.milliseconds, place)
  throw unfit('-', a, b, place)
}

/** `*`: numbers, or a duration and a number. */
export function multiply(a: unknown, b: unknown, _frame: Frame, place: Place): unknown {
  if (typeof a === 'number' && typeof b === 'number') return finite(a * b, place)
  const [duration, factor] = typeof b === 'number' ? [asDuration(a), b] : [asDuration(b), a]
  if (duration !== undefined && typeof factor === 'number') return durationOf(duration.milliseconds * factor, place)
  throw unfit('*', a, b, place)
}

/** `/`: numbers, a duration by a number, or a duration by a duration (a number). */
export function divide(a: unknown, b: unknown, _frame: Frame, place: Place): unknown {
  if (typeof a === 'number' && typeof b === 'number') return finite(a / notZero(b, place), place)
  const duration = asDuration(a)
  if (duration !== undefined && typeof b === 'number') return durationOf(duration.milliseconds / notZero(b, place), place)
  const other = asDuration(b)
  if (duration !== undefined && other !== undefined) return duration.milliseconds / notZero(other.milliseconds, place)
  throw unfit('/', a, b, place)
}

/** `%`: what is left of a division, with the sign of the first number. */
export function remainder(a: unknown, b: unknown, _frame: Frame, place: Place): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a % notZero(b, place)
  throw unfit('%', a, b, place)
}

export function negate(value: unknown, place: Place): unknown {
  if (typeof value === 'number') return -value
  if (value instanceof Duration) return new Duration(-value.milliseconds)
  throw fault(`"-" expects a number, not ${kindOf(value)}.`, place)
}

export function finite(value: number, place: Place): number {
  if (Number.isFinite(value)) return value
  throw fault('The number is too large.', place)
}

function notZero(value: number, place: Place): number {
  if (value === 0) throw fault('Nothing can be divided by zero.', place)
  return value
}

function unfit(operator: string, a: unknown, b: unknown, place: Place): Error {
  return fault(`"${operator}" does not work on ${kindOf(a)} and ${kindOf(b)}.`, place)
}
