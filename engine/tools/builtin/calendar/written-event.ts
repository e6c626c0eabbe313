import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { escapedValue } from './content-lines.ts'
import { instantOf, isZone, ownZone, wallOf } from './zone-time.ts'
import { localTime } from './zone-component.ts'

/** What a person may say about an event; what is left out stays as it is, or is not written. */
export interface EventFields {
  readonly title?: string
  readonly start?: string
  readonly end?: string
  readonly minutes?: number
  readonly zone?: string
  readonly location?: string
  readonly description?: string
  readonly repeats?: string
  readonly busy?: boolean
}

/** A moment that a person named: a day, or an instant with the zone it was meant in. */
export interface Moment {
  readonly day: boolean
  /** Milliseconds since 1970; for a day midnight in UTC. */
  readonly at: number
}

export const timeErrors = {
  'bad-time': 'A time can not be understood, the end is not after the start, or the zone is not known.',
  'bad-rule': 'The rule of repetition can not be understood.',
} as const

export function zoneOr(zone: string | undefined): string {
  if (zone !== undefined && !isZone(zone)) throw new ToolError('bad-time', `${quoted(zone)} is not a time zone; write one such as Europe/Berlin.`)
  return zone ?? ownZone()
}

/** Reads `2026-06-01` as a day, `2026-06-01T09:00` in the zone, and what ends in `Z` or an offset as it is. */
export function momentOf(text: string, zone: string): Moment {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text.trim())
  const plain = found === null ? Number.NaN : Date.parse(`${found[1]}T${found[2] ?? '00:00'}:${found[3] ?? '00'}Z`)
  if (found === null || Number.isNaN(plain) || new Date(plain).toISOString().slice(0, 10) !== found[1]) throw new ToolError('bad-time', `${quoted(text)} is no time; write one such as 2026-06-01T09:00 or 2026-06-01.`)
  if (found[2] === undefined) return { day: true, at: plain }
  const offset = found[4]?.toUpperCase()
  if (offset === undefined) return { day: false, at: instantOf(zone, plain) ?? plain }
  const minutes = offset === 'Z' ? 0 : Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return { day: false, at: plain - (offset.startsWith('-') ? -1 : 1) * minutes * 60_000 }
}

/** Gives the end of an event: as said, after so many minutes, or after a day or an hour. */
export function endOf(fields: EventFields, start: Moment, zone: string, usual: number | undefined): Moment {
  const length = fields.minutes === undefined ? (usual ?? (start.day ? 86_400_000 : 3_600_000)) : fields.minutes * 60_000
  const end = fields.end === undefined ? { day: start.day, at: start.at + length } : momentOf(fields.end, zone)
  if (end.day !== start.day || end.at < start.at || (start.day && end.at === start.at)) throw new ToolError('bad-time', 'The end must come after the start, and both be days or both be times.')
  return end
}

/** Writes a moment: as a day, in UTC, or by the clocks of a zone that the text describes. */
export function timeLine(name: string, moment: Moment, zone: string | undefined): string {
  if (moment.day) return `${name};VALUE=DATE:${localTime(moment.at).slice(0, 8)}`
  if (zone === undefined || zone === 'UTC') return `${name}:${localTime(moment.at)}Z`
  return `${name};TZID=${zone}:${localTime(wallOf(zone, moment.at) ?? moment.at)}`
}

/** Gives the lines of the texts that were said. */
export function textLines(fields: EventFields): ReadonlyMap<string, string | null> {
  const lines = new Map<string, string | null>()
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) lines.set(name, value === '' ? null : `${name}:${escapedValue(value)}`)
  }
  set('SUMMARY', fields.title)
  set('LOCATION', fields.location)
  set('DESCRIPTION', fields.description)
  if (fields.busy !== undefined) lines.set('TRANSP', `TRANSP:${fields.busy ? 'OPAQUE' : 'TRANSPARENT'}`)
  if (fields.repeats !== undefined) lines.set('RRULE', fields.repeats === '' ? null : `RRULE:${ruleOf(fields.repeats)}`)
  return lines
}

function ruleOf(text: string): string {
  const rule = text.trim().toUpperCase().replace(/^RRULE:/, '')
  if (/^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*$/.test(rule) && rule.length <= 500) return rule
  throw new ToolError('bad-rule', `${quoted(text)} is no rule of repetition; write one such as FREQ=WEEKLY;BYDAY=MO.`)
}
