import type { DavFilter } from '../../../terms/dav-port.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { eventsOf } from './calendar-event.ts'
import { componentsOf } from './components.ts'
import { occurrencesIn, type Occurrence, type Span } from './occurrences.ts'
import { ownZones } from './own-zones.ts'
import type { Budget } from './recurrence.ts'
import { readSheets, type Sheet } from './sheets.ts'
import { momentOf, zoneOr } from './written-event.ts'
import { instantOf } from './zone-time.ts'

const mostSteps = 100_000
const longestSpan = 3660 * 86_400_000
const mostOccurrences = 10_000
const day = 86_400_000

export interface SpanInput {
  readonly paths?: readonly string[]
  readonly account?: string
  readonly calendars?: readonly string[]
  readonly from: string
  readonly to: string
  readonly zone?: string
}

/** Arguments that say which span of time is meant. */
export const spanFields = {
  from: { type: 'string', maxLength: 40, description: 'The start of the span, such as 2026-06-01 or 2026-06-01T09:00.' },
  to: { type: 'string', maxLength: 40, description: 'The end of the span, which does not belong to it; at most ten years after the start.' },
  zone: { type: 'string', maxLength: 64, description: 'The time zone in which days and times without one are meant, such as Europe/Berlin; left out: the zone of this machine.' },
} as const

export interface Found {
  readonly span: Span
  readonly occurrences: readonly (Occurrence & { readonly sheet: Sheet })[]
  /** Events and files that could not be understood. */
  readonly skipped: number
  /** There may be more: a bound was reached, or a rule could not be followed. */
  readonly truncated: boolean
}

/** Reads what happens in a span of time, in order, from files or an account. */
export async function readSpan(call: { readonly ports: ToolPorts; readonly signal: AbortSignal }, input: SpanInput): Promise<Found> {
  const span = spanOf(input)
  // Servers read days and times without a zone in zones of their own: a day more on each side is asked for.
  const filter: DavFilter = { from: span.from - day, to: span.to + day }
  const { sheets, ...read } = await readSheets(call, 'calendar', { ...input, ...(input.calendars !== undefined && { collections: input.calendars }) }, filter)
  const { default: library } = await import('ical.js')
  const budget: Budget = { left: mostSteps }
  const found: (Occurrence & { readonly sheet: Sheet })[] = []
  let { skipped, truncated } = read
  for (const sheet of sheets) {
    call.signal.throwIfAborted()
    const components = componentsOf(sheet.text)
    const zones = ownZones(library, components, sheet.text)
    const { events, skipped: unclear } = eventsOf(components, span.zone, zones)
    if (components.length === 0 && sheet.text.trim() !== '') skipped++
    skipped += unclear
    const inside = occurrencesIn(library, events, span, zones, budget)
    truncated ||= !inside.complete
    for (const occurrence of inside.occurrences) found.push({ ...occurrence, sheet })
    if (found.length > mostOccurrences) truncated = true
    if (found.length > mostOccurrences || budget.left <= 0) break
  }
  return { span, occurrences: found.sort((a, b) => a.start - b.start).slice(0, mostOccurrences), skipped, truncated }
}

function spanOf(input: SpanInput): Span {
  const zone = zoneOr(input.zone)
  const [from, to] = [input.from, input.to].map((text) => {
    const moment = momentOf(text, zone)
    return moment.day ? (instantOf(zone, moment.at) ?? moment.at) : moment.at
  }) as [number, number]
  if (to <= from || to - from > longestSpan) throw new ToolError('bad-time', 'The end of the span must come after its start, at most ten years later.')
  return { from, to, zone }
}
