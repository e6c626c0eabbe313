import type { CalendarEvent } from './calendar-event.ts'
import { instantOfTime, type EventTime, type OwnZones } from './event-time.ts'
import { startsOf, type Budget } from './recurrence.ts'

type Library = typeof import('ical.js').default

/** One happening of an event. Instants are in milliseconds since 1970; the end does not belong to it. */
export interface Occurrence {
  readonly event: CalendarEvent
  readonly start: number
  readonly end: number
  readonly recurring: boolean
}

export interface Span {
  readonly from: number
  readonly to: number
  readonly zone: string
}

const most = 10_000

/** Gives what of the events of one text touches a span, in order of time. `complete` is false where a rule could not be followed. */
export function occurrencesIn(library: Library, events: readonly CalendarEvent[], span: Span, zones: OwnZones, budget: Budget): { readonly occurrences: readonly Occurrence[]; readonly complete: boolean } {
  const found: Occurrence[] = []
  let complete = true
  const replaced = replacedTimes(events, span.zone, zones)
  for (const event of events) {
    if (found.length > most) return { occurrences: found.slice(0, most), complete: false }
    const starts = event.replaces === undefined ? startsOf(library, event, span, zones, budget) : { times: [event.start], complete: true }
    complete &&= starts.complete
    const gone = new Set(event.left.map((time) => keyOf(time, event, span.zone, zones)))
    const days = new Set(event.left.filter(({ kind }) => kind === 'day').map(({ wall }) => wall))
    const own = event.replaces === undefined ? replaced.get(event.uid) : undefined
    const seen = new Set<number>()
    for (const time of starts.times) {
      const key = keyOf(time, event, span.zone, zones)
      if (seen.has(key) || gone.has(key) || own?.has(key) === true || (days.size > 0 && days.has(dayOf(time.wall)))) continue
      seen.add(key)
      const occurrence = occurrenceOf(event, time, span.zone, zones)
      if (touches(occurrence, span)) found.push(occurrence)
    }
  }
  return { occurrences: found.sort((a, b) => a.start - b.start), complete }
}

/** The occurrences of each series that another VEVENT stands in for. */
function replacedTimes(events: readonly CalendarEvent[], zone: string, zones: OwnZones): ReadonlyMap<string, ReadonlySet<number>> {
  const replaced = new Map<string, Set<number>>()
  for (const event of events) {
    if (event.replaces === undefined) continue
    const times = replaced.get(event.uid) ?? new Set<number>()
    replaced.set(event.uid, times.add(keyOf(event.replaces, event, zone, zones)))
  }
  return replaced
}

/** Days are compared as days, whatever the zone; anything else by its instant. */
function keyOf(time: EventTime, event: CalendarEvent, zone: string, zones: OwnZones): number {
  return time.kind === 'day' || event.allDay ? dayOf(time.wall) : instantOfTime(time, zone, zones)
}

function dayOf(wall: number): number {
  return Math.floor(wall / 86_400_000) * 86_400_000
}

function occurrenceOf(event: CalendarEvent, time: EventTime, zone: string, zones: OwnZones): Occurrence {
  const start = instantOfTime(time, zone, zones)
  const end = event.allDay ? instantOfTime({ ...time, wall: time.wall + event.length }, zone, zones) : start + event.length
  return { event, start, end, recurring: event.rule !== undefined || event.added.length > 0 || event.replaces !== undefined }
}

/** An event without length is touched where it stands. */
function touches({ start, end }: Occurrence, { from, to }: Span): boolean {
  return start < to && (end > from || (start === end && start >= from))
}
