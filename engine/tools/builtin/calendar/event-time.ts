import type { ContentLine } from './content-lines.ts'
import { parameter } from './content-lines.ts'
import { instantOf } from './zone-time.ts'
import { zoneNamed } from './zone-names.ts'

/** A point in time as a calendar writes it. `wall` is what the clocks show, in the milliseconds UTC would have then. */
export interface EventTime {
  readonly kind: 'day' | 'utc' | 'zone' | 'floating'
  readonly wall: number
  /** The TZID as written; undefined where there is none. */
  readonly zone: string | undefined
}

/** Gives the instant of a wall time in the zones that a text itself describes; `undefined`: it describes no such zone. */
export type OwnZones = (name: string, wall: number) => number | undefined

/** Gives the first time a line holds; `undefined` when it holds none. Also reads the dashes and missing seconds that some programs write. */
export function timeOfLine(line: ContentLine): EventTime | undefined {
  return timesOfLine(line)[0]
}

/** Gives the times a line holds, at most 2,000. A period counts with its start. */
export function timesOfLine(line: ContentLine): readonly EventTime[] {
  const zone = parameter(line, 'TZID')
  return line.value.split(',', 2000).flatMap((text) => timeOf(text, zone) ?? [])
}

const form = /^\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?(Z?)(?:[+-]\d\d:?\d\d)?)?\s*(?:\/.*)?$/i

export function timeOf(text: string, zone: string | undefined): EventTime | undefined {
  const found = form.exec(text)
  if (found === null) return undefined
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number]
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59))
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || year < 1600 || new Date(wall).getUTCMonth() !== (month - 1) && hour < 24) return undefined
  if (found[4] === undefined) return { kind: 'day', wall, zone: undefined }
  if (found[7] !== undefined && found[7] !== '') return { kind: 'utc', wall, zone: undefined }
  return zone === undefined ? { kind: 'floating', wall, zone: undefined } : { kind: 'zone', wall, zone }
}

/** Gives the instant of a time. A floating time, a day, and a zone that nobody knows count in the zone of the person. */
export function instantOfTime(time: EventTime, ownZone: string, zones: OwnZones): number {
  if (time.kind === 'utc') return time.wall
  if (time.zone !== undefined) {
    const known = zoneNamed(time.zone)
    const instant = known === undefined ? zones(time.zone, time.wall) : instantOf(known, time.wall)
    if (instant !== undefined) return instant
  }
  return instantOf(ownZone, time.wall) ?? time.wall
}

/** Gives how long a DURATION says, in milliseconds; days are 24 hours. */
export function durationOf(text: string): number | undefined {
  const found = /^\s*([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?\s*$/i.exec(text)
  if (found === null) return undefined
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0)) as [number, number, number, number, number]
  const length = ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000 + seconds * 1000
  return found[1] === '-' ? undefined : length
}
