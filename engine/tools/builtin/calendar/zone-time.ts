/*
 * Wall clocks and instants. A wall time is written as the milliseconds that UTC would have when its clocks show it.
 */

const formats = new Map<string, Intl.DateTimeFormat | null>()
const mostFormats = 200

/** Gives how far, in milliseconds, the clocks of a zone are ahead of UTC at an instant; `undefined`: no such zone. */
export function zoneOffset(zone: string, instant: number): number | undefined {
  if (zone === 'UTC') return 0
  const format = formatOf(zone)
  if (format === null) return undefined
  const fields: { [type: string]: number } = Object.create(null) as { [type: string]: number }
  for (const { type, value } of format.formatToParts(instant)) fields[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

/**
 * Gives the instant at which the clocks of a zone show a wall time. A time that is shown twice is the first of the two; one
 * that is left out counts with the clocks as they were before the gap (RFC 5545, section 3.3.5).
 */
export function instantOf(zone: string, wall: number): number | undefined {
  const before = zoneOffset(zone, wall - 86_400_000)
  const after = zoneOffset(zone, wall + 86_400_000)
  if (before === undefined || after === undefined) return undefined
  if (before === after && zoneOffset(zone, wall - before) === before) return wall - before
  for (const offset of [before, after]) if (zoneOffset(zone, wall - offset) === offset) return wall - offset
  return wall - before
}

/** Gives what the clocks of a zone show at an instant. */
export function wallOf(zone: string, instant: number): number | undefined {
  const offset = zoneOffset(zone, instant)
  return offset === undefined ? undefined : instant + offset
}

export function isZone(zone: string): boolean {
  return zone === 'UTC' || formatOf(zone) !== null
}

/** Gives the zone of this machine. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  if (formats.size >= mostFormats) formats.clear()
  const made = makeFormat(zone)
  formats.set(zone, made)
  return made
}

function makeFormat(zone: string): Intl.DateTimeFormat | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(zone)) return null
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
  } catch {
    return null
  }
}
