import { type Fields, fault, isFields, kindOf } from './kinds.ts'
import { type Frame, spend, spendOnText } from './frame.ts'
import { asDuration, asTime } from './moments.ts'
import { looksLikeTime, parseTime } from './parse-time.ts'
import type { Place } from './syntax.ts'
import { Duration, Time } from './time-value.ts'

/** Says whether two values are equal, deeply. Values of different kinds are not; a text equals the time or duration it tells. */
export function equals(a: unknown, b: unknown, frame: Frame, place: Place): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length !== b.length) return false
    if (a.length > 256) spendOnText(frame, a.length, place)
    return a === b
  }
  if (a === b) return true
  if (typeof a !== 'object' && typeof b !== 'object') return false
  spend(frame, 1, place)
  if (a instanceof Time || b instanceof Time) return sameMoment(asTime(a), asTime(b))
  if (a instanceof Duration || b instanceof Duration) return sameMoment(asDuration(a), asDuration(b))
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b, frame, place)
  return isFields(a) && isFields(b) && sameFields(a, b, frame, place)
}

function sameMoment(a: Time | Duration | undefined, b: Time | Duration | undefined): boolean {
  return a !== undefined && b !== undefined && a.milliseconds === b.milliseconds
}

function sameItems(a: readonly unknown[], b: readonly unknown[], frame: Frame, place: Place): boolean {
  if (a.length !== b.length) return false
  spend(frame, a.length, place)
  return a.every((item, index) => equals(item, b[index], frame, place))
}

function sameFields(a: Fields, b: Fields, frame: Frame, place: Place): boolean {
  const keys = Object.keys(a)
  const others = Object.keys(b).length
  spend(frame, keys.length + others, place)
  if (keys.length !== others) return false
  return keys.every((key) => Object.hasOwn(b, key) && equals(a[key], b[key], frame, place))
}

/**
 * Gives a number below, equal to or above zero for `a` before, with or after `b`. Two ISO 8601 texts are put in order as
 * times, other texts by code units. Throws ExpressionFault for kinds that have no order between them.
 */
export function order(a: unknown, b: unknown, frame: Frame, place: Place): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return orderTexts(a, b, frame, place)
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  const moments = asMoments(a, b, place)
  if (moments !== undefined) return moments[0] - moments[1]
  throw fault(`There is no order between ${kindOf(a)} and ${kindOf(b)}.`, place)
}

function orderTexts(a: string, b: string, frame: Frame, place: Place): number {
  spendOnText(frame, Math.min(a.length, b.length), place)
  if (looksLikeTime(a) && looksLikeTime(b)) {
    const first = parseTime(a)
    const second = parseTime(b)
    if (first !== undefined && second !== undefined) return first - second
  }
  if (a === b) return 0
  return a < b ? -1 : 1
}

function asMoments(a: unknown, b: unknown, place: Place): readonly [number, number] | undefined {
  const wanted = a instanceof Time || b instanceof Time ? asTime : a instanceof Duration || b instanceof Duration ? asDuration : undefined
  if (wanted === undefined) return undefined
  const first = wanted(a)
  const second = wanted(b)
  if (first !== undefined && second !== undefined) return [first.milliseconds, second.milliseconds]
  const [odd, name] = [first === undefined ? a : b, wanted === asTime ? 'time' : 'duration']
  if (typeof odd !== 'string') return undefined
  throw fault(`"${odd.slice(0, 40)}" is not a ${name}.`, place)
}

/** `a in b`: an element of a list, a key of an object, or a part of a text. */
export function contains(part: unknown, whole: unknown, frame: Frame, place: Place): boolean {
  if (Array.isArray(whole)) {
    spend(frame, whole.length, place)
    return whole.some((item) => equals(item, part, frame, place))
  }
  if (typeof whole === 'string' && typeof part === 'string') {
    spendOnText(frame, whole.length + part.length, place)
    return whole.includes(part)
  }
  if (isFields(whole)) return (typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean') && Object.hasOwn(whole, String(part))
  throw fault(`"in" can not look for ${kindOf(part)} in ${kindOf(whole)}.`, place)
}
