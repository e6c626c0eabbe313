import { type Frame, longestText, spend } from './frame.ts'
import { fault } from './kinds.ts'
import type { Place } from './syntax.ts'
import { Duration, Time } from './time-value.ts'

const deepest = 200

/** Gives about how many characters a value has as JSON, parts that stand twice counted twice. Pays for each part; faults for what is too much. */
export function measure(value: unknown, frame: Frame, place: Place): number {
  return measurePart(value, frame, place, 0)
}

function measurePart(value: unknown, frame: Frame, place: Place, depth: number): number {
  spend(frame, 1, place)
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null || value instanceof Time || value instanceof Duration) return 8
  if (depth >= deepest) throw fault(`The value nests more than ${deepest} levels.`, place)
  let length = 2
  for (const key of Object.keys(value)) {
    length += (Array.isArray(value) ? 1 : key.length + 4) + measurePart((value as { [key: string]: unknown })[key], frame, place, depth + 1)
    if (length > longestText) throw fault(`A text may have at most ${longestText} characters.`, place)
  }
  return length
}
