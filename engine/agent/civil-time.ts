/** A day of the calendar. `month` counts from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A time of a day. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Where and when the words were said. `now` is milliseconds since 1970, `zone` an IANA name such as `Europe/Berlin`. */
export interface Moment {
  readonly now: number
  readonly zone: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Gives what clock and calendar show in a zone; an unknown zone counts as UTC. */
export function civilOf(time: number, zone: string): Day & TimeOfDay {
  const fields = new Map(formatOf(zone).formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const field = (name: Intl.DateTimeFormatPartTypes): number => fields.get(name) ?? 0
  return { year: field('year'), month: field('month'), day: field('day'), hour: field('hour'), minute: field('minute'), second: field('second') }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const options = { hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone })
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' })
  }
  if (formats.size < 100) formats.set(zone, format)
  return format
}

/** Gives the milliseconds since 1970 at which clock and calendar of a zone show this. A time that a change of clocks leaves out is moved on. */
export function timeAt(day: Day, time: TimeOfDay, zone: string): number {
  const wanted = Date.UTC(day.year, day.month - 1, day.day, time.hour, time.minute, time.second)
  const first = wanted - offsetAt(wanted, zone)
  return wanted - offsetAt(first, zone)
}

function offsetAt(time: number, zone: string): number {
  const { year, month, day, hour, minute, second } = civilOf(time, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000
}

/** Moves a day by a number of days. */
export function moveDay({ year, month, day }: Day, days: number): Day {
  const moved = new Date(Date.UTC(year, month - 1, day + days))
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

/** Sunday is 0. */
export function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

/** Whether the calendar has this day. */
export function isDay({ year, month, day }: Day): boolean {
  const made = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && year <= 2999 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day
}

/** Writes `2026-06-01`. */
export function dayText({ year, month, day }: Day): string {
  return `${year}-${two(month)}-${two(day)}`
}

/** Writes `2026-06-01T07:00:00+02:00`. */
export function timeText(time: number, zone: string): string {
  const civil = civilOf(time, zone)
  const minutes = Math.round(offsetAt(time, zone) / 60_000)
  const size = Math.abs(minutes)
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  return `${dayText(civil)}T${two(civil.hour)}:${two(civil.minute)}:${two(civil.second)}${offset}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
