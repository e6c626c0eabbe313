import { defineTool } from '../../define-tool.ts'
import { ToolError } from '../../../terms/tool.ts'
import { isoTime } from '../file/iso-time.ts'
import { calendarPlaceKinds, calendarPlaces, readPlaceErrors } from './calendar-arguments.ts'
import { amongPlaces } from './in-place.ts'
import { readSpan, spanFields } from './read-span.ts'
import { instantOf, wallOf } from './zone-time.ts'
import { timeErrors } from './written-event.ts'

const usual = 50
const day = 86_400_000

interface Stretch {
  readonly start: number
  readonly end: number
}

export const calendarFree = defineTool({
  name: 'calendar.free',
  title: 'Find free time',
  description: 'Gives the stretches of at least so many minutes, inside working hours, in which none of the calendars has anything that takes up time. With complete false something could not be read, and a stretch may not be free after all.',
  input: {
    type: 'object',
    properties: {
      ...calendarPlaces,
      ...spanFields,
      minutes: { type: 'integer', minimum: 1, maximum: 10_080, default: 60 },
      day_start: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', default: '09:00' },
      day_end: { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$', default: '17:00' },
      weekdays: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 7 }, maxItems: 7, default: [1, 2, 3, 4, 5], description: '1 is Monday, 7 is Sunday.' },
      all_day_blocks: { type: 'boolean', default: true, description: 'Events on whole days take up time too, unless they say otherwise.' },
      most: { type: 'integer', minimum: 1, maximum: 1000, default: usual },
    },
    required: ['from', 'to'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      free: {
        type: 'array',
        items: {
          type: 'object',
          properties: { start: { type: 'string', format: 'date-time' }, end: { type: 'string', format: 'date-time' }, minutes: { type: 'integer' } },
          required: ['start', 'end', 'minutes'],
        },
      },
      zone: { type: 'string' },
      complete: { type: 'boolean', description: 'Every event was read and understood.' },
      truncated: { type: 'boolean', description: 'There are more stretches.' },
    },
    required: ['free', 'zone', 'complete', 'truncated'],
  },
  class: 'read',
  control: calendarPlaceKinds,
  oneOf: [['paths', 'account']],
  network: ['account'],
  errors: { ...readPlaceErrors, ...timeErrors },
  personal: 'calendar',
  timeout: 120_000,
  describe: (input) => `look for ${input.minutes ?? 60} free minutes from ${input.from} to ${input.to} ${amongPlaces(input, input.calendars)}`,
  perform: async (input, call) => {
    const found = await readSpan(call, input)
    const hours = { from: minutesOf(input.day_start ?? '09:00'), to: minutesOf(input.day_end ?? '17:00'), weekdays: new Set(input.weekdays ?? [1, 2, 3, 4, 5]) }
    if (hours.to <= hours.from) throw new ToolError('bad-time', 'The working day must end after it starts.')
    const busy = found.occurrences.filter(({ event, start, end }) => event.busy && end > start && (input.all_day_blocks !== false || !event.allDay))
    const least = (input.minutes ?? 60) * 60_000
    const free = workingTime(found.span, hours).flatMap((stretch) => without(stretch, busy)).filter(({ start, end }) => end - start >= least)
    const most = input.most ?? usual
    return {
      free: free.slice(0, most).map(({ start, end }) => ({ start: isoTime(start), end: isoTime(end), minutes: Math.floor((end - start) / 60_000) })),
      zone: found.span.zone,
      complete: !found.truncated && found.skipped === 0,
      truncated: free.length > most,
    }
  },
})

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

/** Gives the working hours of each day of the span, by the clocks of the zone. */
function workingTime(span: { readonly from: number; readonly to: number; readonly zone: string }, hours: { readonly from: number; readonly to: number; readonly weekdays: ReadonlySet<number> }): readonly Stretch[] {
  const stretches: Stretch[] = []
  const first = Math.floor((wallOf(span.zone, span.from) ?? span.from) / day) * day
  for (let midnight = first; midnight < span.to + day; midnight += day) {
    const weekday = new Date(midnight).getUTCDay() || 7
    if (!hours.weekdays.has(weekday)) continue
    const start = Math.max(span.from, instantOf(span.zone, midnight + hours.from * 60_000) ?? 0)
    const end = Math.min(span.to, instantOf(span.zone, midnight + hours.to * 60_000) ?? 0)
    if (end > start) stretches.push({ start, end })
  }
  return stretches
}

/** Gives what is left of a stretch; `busy` is in order of its starts. */
function without(stretch: Stretch, busy: readonly Stretch[]): readonly Stretch[] {
  const left: Stretch[] = []
  let { start } = stretch
  for (const one of busy) {
    if (one.end <= start || one.start >= stretch.end) continue
    if (one.start > start) left.push({ start, end: one.start })
    start = Math.max(start, one.end)
  }
  return start < stretch.end ? [...left, { start, end: stretch.end }] : left
}
