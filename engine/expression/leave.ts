import type { Json } from '../terms/json.ts'
import { fault, isFields, kindOf, setField } from './kinds.ts'
import type { Place } from './syntax.ts'
import { Duration, durationText, Time, timeText } from './time-value.ts'

const mostParts = 1_000_000
const mostText = 20_000_000
const deepest = 200

/**
 * Gives what leaves an expression: JSON, with times and durations as texts; the value itself where it is JSON already.
 * Counts a part again each time it is met, so what looks small in memory can not become endless when it is written down.
 */
export function leave(value: unknown, place: Place): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return leavePart(value, 0, { parts: 0, text: 0, place })
}

interface Count {
  parts: number
  text: number
  readonly place: Place
}

function leavePart(value: unknown, depth: number, count: Count): Json {
  if (typeof value === 'string') count.text += value.length
  if (++count.parts > mostParts || count.text > mostText) throw fault('The result is too large.', count.place)
  if (depth > deepest) throw fault(`The result nests more than ${deepest} levels.`, count.place)
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value instanceof Time) return timeText(value)
  if (value instanceof Duration) return durationText(value)
  if (Array.isArray(value)) return leaveList(value, depth + 1, count)
  if (isFields(value)) return leaveFields(value, depth + 1, count)
  throw fault(`The result holds ${kindOf(value)} that is not JSON.`, count.place)
}

function leaveList(list: readonly unknown[], depth: number, count: Count): Json {
  let copy: Json[] | undefined
  for (let index = 0; index < list.length; index++) {
    const item = leavePart(list[index], depth, count)
    if (copy === undefined && item === list[index]) continue
    copy ??= list.slice(0, index) as Json[]
    copy.push(item)
  }
  return copy ?? (list as readonly Json[])
}

function leaveFields(fields: { readonly [key: string]: unknown }, depth: number, count: Count): Json {
  let copy: { [key: string]: Json } | undefined
  for (const key of Object.keys(fields)) {
    count.text += key.length
    const item = leavePart(fields[key], depth, count)
    if (copy === undefined && item === fields[key]) continue
    copy ??= { ...(fields as { [key: string]: Json }) }
    setField(copy, key, item)
  }
  return copy ?? (fields as { [key: string]: Json })
}
