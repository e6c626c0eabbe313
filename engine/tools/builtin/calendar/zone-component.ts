import { zoneOffset } from './zone-time.ts'

const hour = 3_600_000
const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

/** Gives the lines of a VTIMEZONE for a zone, as its clocks change in the year of an instant; years after follow the same rule. */
export function zoneComponent(zone: string, instant: number): readonly string[] {
  const year = new Date(instant).getUTCFullYear()
  const changes = changesIn(zone, year)
  const offset = zoneOffset(zone, Date.UTC(year, 0, 1)) ?? 0
  const parts = changes.length === 0 ? observance('STANDARD', `${year}0101T000000`, offset, offset, undefined) : changes.flatMap((change) => {
    const wall = change.at + change.before
    return observance(change.after > change.before ? 'DAYLIGHT' : 'STANDARD', localTime(wall), change.before, change.after, ruleOf(wall))
  })
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE']
}

interface Change {
  readonly at: number
  readonly before: number
  readonly after: number
}

function changesIn(zone: string, year: number): readonly Change[] {
  const changes: Change[] = []
  const offsetAt = (at: number): number => zoneOffset(zone, at) ?? 0
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 24 * hour) {
    if (offsetAt(at) === offsetAt(at + 24 * hour)) continue
    let [low, high] = [at, at + 24 * hour]
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 2 / 60_000) * 60_000
      if (offsetAt(middle) === offsetAt(low)) low = middle
      else high = middle
    }
    changes.push({ at: high, before: offsetAt(low), after: offsetAt(high) })
  }
  return changes
}

function observance(name: string, start: string, before: number, after: number, rule: string | undefined): readonly string[] {
  return [`BEGIN:${name}`, `DTSTART:${start}`, `TZOFFSETFROM:${offsetText(before)}`, `TZOFFSETTO:${offsetText(after)}`, ...(rule === undefined ? [] : [`RRULE:${rule}`]), `END:${name}`]
}

/** Clocks change on the first, second … or last of a weekday of a month. */
function ruleOf(wall: number): string {
  const date = new Date(wall)
  const day = date.getUTCDate()
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  const place = day + 7 > lastDay ? -1 : Math.ceil(day / 7)
  return `FREQ=YEARLY;BYMONTH=${date.getUTCMonth() + 1};BYDAY=${place}${days[date.getUTCDay()]}`
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}

export function localTime(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '')
}
