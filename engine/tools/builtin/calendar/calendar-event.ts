import { componentsNamed, lineNamed, type Component } from './components.ts'
import { unescaped } from './content-lines.ts'
import { durationOf, instantOfTime, timeOfLine, timesOfLine, type EventTime, type OwnZones } from './event-time.ts'

const longestTitle = 500
const longestText = 4000

/** One VEVENT: an event, a series, or one changed occurrence of a series. */
export interface CalendarEvent {
  readonly uid: string
  readonly title: string
  readonly location: string
  readonly description: string
  readonly organizer: string
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
  /** It takes up time. */
  readonly busy: boolean
  readonly allDay: boolean
  readonly start: EventTime
  /** Milliseconds from start to end, never below 0. */
  readonly length: number
  readonly rule: string | undefined
  readonly added: readonly EventTime[]
  readonly left: readonly EventTime[]
  /** The occurrence that this one stands in for. */
  readonly replaces: EventTime | undefined
}

/** Gives the events of a calendar text and how many could not be understood (no start, no sense). */
export function eventsOf(components: readonly Component[], ownZone: string, zones: OwnZones): { readonly events: readonly CalendarEvent[]; readonly skipped: number } {
  const all = componentsNamed(components, 'VEVENT')
  const events = all.flatMap((component) => eventOf(component, ownZone, zones) ?? [])
  return { events, skipped: all.length - events.length }
}

function eventOf(component: Component, ownZone: string, zones: OwnZones): CalendarEvent | undefined {
  const startLine = lineNamed(component, 'DTSTART')
  const start = startLine === undefined ? undefined : timeOfLine(startLine)
  if (start === undefined) return undefined
  const replaced = lineNamed(component, 'RECURRENCE-ID')
  const status = valueOf(component, 'STATUS', 20).toLowerCase()
  return {
    uid: uidOf(component),
    title: valueOf(component, 'SUMMARY', longestTitle),
    location: valueOf(component, 'LOCATION', longestTitle),
    description: valueOf(component, 'DESCRIPTION', longestText),
    organizer: valueOf(component, 'ORGANIZER', longestTitle).replace(/^mailto:/i, ''),
    status: status === 'cancelled' || status === 'tentative' ? status : 'confirmed',
    busy: valueOf(component, 'TRANSP', 20).toUpperCase() !== 'TRANSPARENT' && status !== 'cancelled',
    allDay: start.kind === 'day',
    start,
    length: lengthOf(component, start, ownZone, zones),
    rule: lineNamed(component, 'RRULE')?.value.trim(),
    added: linesOf(component, 'RDATE'),
    left: linesOf(component, 'EXDATE'),
    replaces: replaced === undefined ? undefined : timeOfLine(replaced),
  }
}

/** Gives the UID of a component; one without has the empty one. */
export function uidOf(component: Component): string {
  return (lineNamed(component, 'UID')?.value ?? '').trim().slice(0, 1000)
}

function valueOf(component: Component, name: string, most: number): string {
  return unescaped(lineNamed(component, name)?.value ?? '').trim().slice(0, most)
}

function linesOf(component: Component, name: string): readonly EventTime[] {
  return component.lines.filter((line) => line.name === name).flatMap(timesOfLine).slice(0, 5000)
}

/** An event without an end lasts its day, or no time at all (RFC 5545, section 3.6.1). */
function lengthOf(component: Component, start: EventTime, ownZone: string, zones: OwnZones): number {
  const day = 86_400_000
  const endLine = lineNamed(component, 'DTEND')
  const end = endLine === undefined ? undefined : timeOfLine(endLine)
  if (end !== undefined) {
    const length = start.kind === 'day' || end.kind === 'day' ? end.wall - start.wall : instantOfTime(end, ownZone, zones) - instantOfTime(start, ownZone, zones)
    return Math.max(start.kind === 'day' ? day : 0, length)
  }
  const duration = durationOf(lineNamed(component, 'DURATION')?.value ?? '')
  return duration ?? (start.kind === 'day' ? day : 0)
}
