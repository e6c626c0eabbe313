import { type LibraryFunction, durationIn, textOf, timeOf } from '../arguments.ts'
import { spend, spendOnText } from '../frame.ts'
import { fault } from '../kinds.ts'
import { durationOf } from '../moments.ts'
import type { Place } from '../syntax.ts'
import type { Time } from '../time-value.ts'

export const timeFunctions: { readonly [name: string]: LibraryFunction } = {
  age: ([value], frame, place) => durationOf(frame.now - timeOf(value, 'age', place).milliseconds, place),
  time: ([value], _frame, place) => timeOf(value, 'time', place),
  duration: ([value], _frame, place) => durationIn(value, 'duration', place),
  format: ([value, pattern, zone], frame, place) => {
    const text = textOf(pattern, 'format', place)
    spendOnText(frame, text.length * 128, place)
    if (zone !== undefined) spend(frame, stepsOfZone, place)
    return formatTime(timeOf(value, 'format', place), text, zone === undefined ? 'UTC' : textOf(zone, 'format', place), place)
  },
}

/** Asking the platform for the clocks of a zone is slow. */
const stepsOfZone = 100

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond' | 'weekday'
type Parts = { readonly [part in Part]: number }

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const letters: { readonly [letters: string]: (parts: Parts) => string } = {
  yyyy: (parts) => digits(parts.year, 4),
  yy: (parts) => digits(parts.year % 100, 2),
  MMMM: (parts) => months[parts.month - 1] as string,
  MMM: (parts) => (months[parts.month - 1] as string).slice(0, 3),
  MM: (parts) => digits(parts.month, 2),
  M: (parts) => String(parts.month),
  dd: (parts) => digits(parts.day, 2),
  d: (parts) => String(parts.day),
  HH: (parts) => digits(parts.hour, 2),
  H: (parts) => String(parts.hour),
  mm: (parts) => digits(parts.minute, 2),
  m: (parts) => String(parts.minute),
  ss: (parts) => digits(parts.second, 2),
  s: (parts) => String(parts.second),
  SSS: (parts) => digits(parts.millisecond, 3),
  EEEE: (parts) => weekdays[parts.weekday] as string,
  EEE: (parts) => (weekdays[parts.weekday] as string).slice(0, 3),
}

/** A run of one letter, a quoted text (`''` is one quote), or anything else. */
const token = /([A-Za-z])\1*|'(?:[^']|'')*'|[^A-Za-z]/g

function formatTime(time: Time, pattern: string, zone: string, place: Place): string {
  const parts = partsOfTime(time, zone, place)
  return pattern.replace(token, (found) => {
    if (found === "''") return "'"
    if (found.length > 1 && found.startsWith("'")) return found.slice(1, -1).replaceAll("''", "'")
    if (!/^[A-Za-z]/.test(found)) return found
    if (!Object.hasOwn(letters, found)) {
      if (found === 'T' || found === 'Z') return found
      throw fault(`format() does not know "${found.slice(0, 20)}". It knows ${Object.keys(letters).join(' ')}; other letters stand in single quotes.`, place)
    }
    return (letters[found] as (parts: Parts) => string)(parts)
  })
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0')
}

function partsOfTime(time: Time, zone: string, place: Place): Parts {
  const local = new Date(time.milliseconds + (zone === 'UTC' ? 0 : offsetOf(time, zone, place)))
  return {
    year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), hour: local.getUTCHours(), minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(), millisecond: local.getUTCMilliseconds(), weekday: local.getUTCDay(),
  }
}

/** Gives how far, in milliseconds, the clocks of a zone are ahead of UTC at a time. */
function offsetOf(time: Time, zone: string, place: Place): number {
  const fields: { [type: string]: number } = Object.create(null) as { [type: string]: number }
  for (const { type, value } of zoneFormat(zone, place).formatToParts(time.milliseconds)) fields[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields
  const clock = Date.UTC(year, month - 1, day, hour, minute, second)
  return clock - Math.floor(time.milliseconds / 1000) * 1000
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>()
const mostZones = 50

function zoneFormat(zone: string, place: Place): Intl.DateTimeFormat {
  const known = zoneFormats.get(zone)
  if (known !== undefined) return known
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    if (zoneFormats.size >= mostZones) zoneFormats.clear()
    zoneFormats.set(zone, made)
    return made
  } catch {
    throw fault(`"${zone.slice(0, 40)}" is not a time zone; write one such as Europe/Berlin.`, place)
  }
}
