import type { CalendarEvent } from './calendar-event.ts'
import { instantOfTime, timeOf, type EventTime, type OwnZones } from './event-time.ts'

type Library = typeof import('ical.js').default

/** What the work on one call may cost: steps of all rules together. */
export interface Budget {
  left: number
}

export interface Starts {
  /** Occurrences in order of time, each by what its clocks show. */
  readonly times: readonly EventTime[]
  /** False: the rule could not be followed to the end of the span. */
  readonly complete: boolean
}

class OutOfBudget extends Error {}

const longestRule = 1000
const ahead = 86_400_000 * 2

/**
 * Gives when a series happens in a span, its start always among them. The rule is followed on wall clocks, as RFC 5545 wants, so
 * that nine o'clock stays nine o'clock when the clocks change; UNTIL is then held against instants.
 */
export function startsOf(library: Library, event: CalendarEvent, span: { readonly from: number; readonly to: number; readonly zone: string }, zones: OwnZones, budget: Budget): Starts {
  const ownZone = span.zone
  const early = span.from - event.length - ahead
  const first = event.start
  if (event.rule === undefined) return { times: [first, ...event.added], complete: true }
  const until = untilOf(event.rule, first, ownZone, zones)
  const times: EventTime[] = []
  let complete = true
  try {
    const iterator = iteratorOf(library, event.rule, first, budget)
    for (let next = iterator.next(); next !== null && next !== undefined; next = iterator.next()) {
      spend(budget)
      const wall = Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second)
      if (wall > span.to + ahead || next.year > 9998) break
      if (wall < early && (until === undefined || wall < until - ahead)) continue
      const time = { ...first, wall }
      if (until !== undefined && instantOfTime(time, ownZone, zones) > until) break
      if (wall < early) continue
      times.push(time)
    }
  } catch (error) {
    complete = !(error instanceof OutOfBudget) && error instanceof Error && error.name === 'InvalidRecurrenceRuleError'
  }
  // The start counts even where its own rule does not name it.
  return { times: times[0]?.wall === first.wall ? [...times, ...event.added] : [first, ...times, ...event.added], complete }
}

function spend(budget: Budget): void {
  if (--budget.left < 0) throw new OutOfBudget('The rules of this calendar go on for too long.')
}

/** A rule that never finds a day would search without end: each step of the search is counted. */
function iteratorOf(library: Library, rule: string, start: EventTime, budget: Budget): InstanceType<Library['RecurIterator']> {
  if (rule.length > longestRule) throw new Error('The rule is too long.')
  const plain = rule.toUpperCase().split(';').filter((part) => !part.startsWith('UNTIL=') && !part.startsWith('X-') && part.includes('=')).join(';')
  const date = new Date(start.wall)
  const time = new library.Time({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), isDate: start.kind === 'day' }, library.Timezone.localTimezone)
  const iterator = library.Recur.fromString(plain).iterator(time)
  for (const step of ['check_contracting_rules', 'next_hour', 'increment_month'] as const) {
    const own = iterator[step] as (...values: unknown[]) => unknown
    Object.defineProperty(iterator, step, { value: (...values: unknown[]) => (spend(budget), own.apply(iterator, values)) })
  }
  return iterator
}

/** Gives the last instant that UNTIL permits; a day counts to its end. */
function untilOf(rule: string, start: EventTime, ownZone: string, zones: OwnZones): number | undefined {
  const text = /(?:^|;)UNTIL=([^;]+)/i.exec(rule)?.[1]
  const until = text === undefined ? undefined : timeOf(text, start.zone)
  if (until === undefined) return undefined
  if (until.kind === 'day') return instantOfTime({ ...start, wall: until.wall + 86_399_000 }, ownZone, zones)
  return start.kind === 'day' ? instantOfTime({ ...start, wall: until.wall }, ownZone, zones) : instantOfTime(until, ownZone, zones)
}
