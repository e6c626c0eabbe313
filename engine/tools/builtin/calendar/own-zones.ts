import { componentsNamed, lineNamed, type Component } from './components.ts'
import type { OwnZones } from './event-time.ts'

type Library = typeof import('ical.js').default

const longest = 20_000
/** Zones change by the rules of a year; anything else in one is no zone but a trap. */
const plainRule = /^FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=\d{1,2}|BYDAY=[+-]?\d?(?:SU|MO|TU|WE|TH|FR|SA)|BYMONTHDAY=-?\d{1,2}(?:,-?\d{1,2}){0,6}|UNTIL=\d{8}(?:T\d{6}Z?)?|COUNT=\d{1,3}|WKST=[A-Z]{2}))*$/i

/** Reads the VTIMEZONE parts of a calendar text, for names that only this text explains. One that makes no sense is left out. */
export function ownZones(library: Library, components: readonly Component[], text: string): OwnZones {
  const written = new Map<string, string>()
  for (const component of componentsNamed(components, 'VTIMEZONE').slice(0, 100)) {
    const name = lineNamed(component, 'TZID')?.value.trim() ?? ''
    if (component.closed && component.end - component.start <= longest && component.parts.length <= 50 && component.parts.every(isPlain)) written.set(name, text.slice(component.start, component.end))
  }
  const zones = new Map<string, InstanceType<Library['Timezone']> | undefined>()
  return (name, wall) => {
    if (!zones.has(name)) zones.set(name, zoneOf(library, name, written.get(name)))
    const zone = zones.get(name)
    return zone === undefined ? undefined : instantIn(library, zone, wall)
  }
}

function isPlain(part: Component): boolean {
  const start = lineNamed(part, 'DTSTART')?.value ?? ''
  return /^(?:1[6-9]|20)\d{6}T\d{6}Z?$/.test(start.trim()) && part.lines.every((line) => line.name !== 'RRULE' || plainRule.test(line.value.trim()))
}

function zoneOf(library: Library, name: string, text: string | undefined): InstanceType<Library['Timezone']> | undefined {
  if (text === undefined) return undefined
  try {
    return new library.Timezone({ component: new library.Component(library.parse(text) as unknown as [string, unknown[], unknown[]]), tzid: name })
  } catch {
    return undefined
  }
}

function instantIn(library: Library, zone: InstanceType<Library['Timezone']>, wall: number): number | undefined {
  const date = new Date(wall)
  if (date.getUTCFullYear() > 2100) return undefined
  try {
    const time = new library.Time({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), isDate: false }, zone)
    return time.toUnixTime() * 1000
  } catch {
    return undefined
  }
}
