import { civilOf, dayText, moveDay, timeAt, timeText, type Moment } from './civil-time.ts'
import { readClock } from './read-clock.ts'
import { readDay } from './read-day.ts'
import { readDuration } from './read-duration.ts'
import { parseTime } from '../expression/parse-time.ts'

const longest = 120
const fillers = /\b(?:at|on|by|in|the|of|around|about|from|for|this|o'?clock)\b|[,，.的在于]/g
const relative = /^(?:in|after|within)\s+(.+?)(?:'s? time)?$|^(.+?)\s+(?:from now|later)$|^(?:再)?(.+?)(?:之后|以后|后)$/

/**
 * Gives the time that a whole text says, as `2026-06-02T07:00:00+02:00`: `tomorrow at 7`, `in 20 minutes`, `next monday 9:30`,
 * `明天早上七点`. A time of day without a day is the next such one; a day without a time is not enough.
 */
export function readTime(text: string, moment: Moment): string | undefined {
  const folded = fold(text)
  if (folded === undefined) return undefined
  const exact = /t.*(?:z|[+-]\d\d:?\d\d)$/.test(folded) ? parseTime(text.trim()) : undefined
  const time = exact ?? readRelative(folded, moment.now) ?? readCivil(folded, moment)
  return time === undefined ? undefined : timeText(time, moment.zone)
}

/** Gives the day that a whole text says, as `2026-06-02`. */
export function readDate(text: string, moment: Moment): string | undefined {
  const folded = fold(text)
  const found = folded === undefined ? undefined : readDay(folded, moment)
  if (folded === undefined || found === undefined) return undefined
  return isAll(folded.slice(0, found.start) + folded.slice(found.end)) ? dayText(found.day) : undefined
}

function fold(text: string): string | undefined {
  return text.length > longest ? undefined : text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function readRelative(text: string, now: number): number | undefined {
  const match = relative.exec(text)
  const span = match === null ? undefined : readDuration(match[1] ?? match[2] ?? match[3] ?? '')
  // "In three days" names a day, not a time of it, but the hour of now is what people mean by it.
  return span === undefined ? undefined : now + span
}

function readCivil(text: string, moment: Moment): number | undefined {
  const day = readDay(text, moment)
  const rest = (day === undefined ? text : `${text.slice(0, day.start)} ${text.slice(day.end)}`).trim()
  for (const candidate of [rest, `at ${rest}`]) {
    const clock = readClock(candidate)
    if (clock === undefined || !isAll(candidate.slice(0, clock.start) + candidate.slice(clock.end))) continue
    return day === undefined ? nextTime(clock.time, clock.sure, moment) : timeAt(day.day, clock.time, moment.zone)
  }
  return undefined
}

/** The next time that the clock shows this; where the half of the day was not said, twelve hours later counts too. */
function nextTime(time: { readonly hour: number; readonly minute: number; readonly second: number }, sure: boolean, { now, zone }: Moment): number {
  const today = civilOf(now, zone)
  const hours = sure || time.hour > 12 ? [time.hour] : [time.hour % 12, (time.hour % 12) + 12]
  const times = [0, 1, 2].flatMap((days) => hours.map((hour) => timeAt(moveDay(today, days), { ...time, hour }, zone)))
  return times.find((one) => one > now) ?? now
}

function isAll(text: string): boolean {
  return text.replace(fillers, ' ').trim() === ''
}
