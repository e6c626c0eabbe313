import { applyEdits, type TextEdit } from '../../../terms/text-edit.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { eventsOf, uidOf } from './calendar-event.ts'
import { componentsNamed, componentsOf, lineNamed, type Component } from './components.ts'
import { foldedLine, lineBreakOf, type ContentLine } from './content-lines.ts'
import { requireWhole, type Edit } from './entry-change.ts'
import { instantOfTime, timeOf, timeOfLine } from './event-time.ts'
import { endOf, momentOf, textLines, timeLine, zoneOr, type EventFields, type Moment } from './written-event.ts'
import { localTime, zoneComponent } from './zone-component.ts'
import { isZone, wallOf } from './zone-time.ts'
import { zoneNamed } from './zone-names.ts'

/** Gives the uids of the events of a text. */
export function eventUids(text: string): readonly string[] {
  return componentsNamed(componentsOf(text), 'VEVENT').map(uidOf)
}

/** Gives the edit that adds an event to a calendar text, or makes a new one around it. All other bytes stay. */
export function addEvent(uid: string, fields: EventFields, stamp: number): Edit {
  return (text) => {
    requireWhole(text, 'VCALENDAR')
    const calendars = componentsNamed(componentsOf(text), 'VCALENDAR')
    if (text.trim() !== '' && calendars.length === 0) throw new ToolError('broken', 'The file holds something, but no calendar.')
    if (eventUids(text).includes(uid)) throw new ToolError('exists', `There is an event ${quoted(uid)} already.`, { uid })
    const zone = zoneOr(fields.zone)
    const start = momentOf(fields.start ?? '', zone)
    const own = fields.repeats !== undefined && !start.day && zone !== 'UTC' ? zone : undefined
    const zones = own === undefined || calendars.some((one) => hasZone(one, own)) ? [] : zoneComponent(own, start.at)
    const event = [
      'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${localTime(stamp)}Z`, timeLine('DTSTART', start, own), timeLine('DTEND', endOf(fields, start, zone, undefined), own),
      ...[...textLines(fields).values()].filter((line) => line !== null), 'END:VEVENT',
    ]
    const last = calendars.at(-1)
    if (last === undefined) return written(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Chela//Chela//EN', ...zones, ...event, 'END:VCALENDAR'], '\r\n')
    return applyEdits(text, [{ range: { start: last.bodyEnd, end: last.bodyEnd }, text: written([...zones, ...event], lineBreakOf(text)) }])
  }
}

function hasZone(calendar: Component, zone: string): boolean {
  return calendar.parts.some((part) => part.name === 'VTIMEZONE' && lineNamed(part, 'TZID')?.value.trim() === zone)
}

/** Gives the edit that changes what is said of an event or a whole series; changed occurrences keep what they have. */
export function changeEvent(uid: string, fields: EventFields, stamp: number): Edit {
  return (text) => {
    const event = mainEvent(text, uid)
    const lines = new Map([...textLines(fields), ...timesOf(event, fields)])
    if (lines.has('DTEND')) lines.set('DURATION', null)
    const sequence = Number(lineNamed(event, 'SEQUENCE')?.value ?? 0)
    lines.set('SEQUENCE', `SEQUENCE:${Number.isSafeInteger(sequence) && sequence >= 0 ? sequence + 1 : 1}`)
    lines.set('DTSTAMP', `DTSTAMP:${localTime(stamp)}Z`)
    lines.set('LAST-MODIFIED', `LAST-MODIFIED:${localTime(stamp)}Z`)
    return applyEdits(text, lineEdits(event, lines, lineBreakOf(text)))
  }
}

/** Gives the edit that removes an event with all its occurrences, or one occurrence of a series. */
export function removeEvent(uid: string, occurrence: string | undefined, keepEmpty: boolean): Edit {
  return (text) => {
    const all = componentsNamed(componentsOf(text), 'VEVENT').filter((one) => uidOf(one) === uid)
    if (occurrence !== undefined) return withoutOccurrence(text, uid, all, occurrence)
    if (all.some((one) => !one.closed)) throw new ToolError('broken', `The event ${quoted(uid)} has no end in this text. Mend it by hand first.`)
    const rest = applyEdits(text, all.map(({ start, end }) => ({ range: { start, end }, text: '' })))
    return keepEmpty || componentsNamed(componentsOf(rest), 'VEVENT').length > 0 || componentsNamed(componentsOf(rest), 'VTODO').length > 0 ? rest : null
  }
}

function withoutOccurrence(text: string, uid: string, all: readonly Component[], occurrence: string): string {
  const main = mainEvent(text, uid)
  const start = startOf(main)
  const zone = zoneOr(undefined)
  const wanted = momentOf(occurrence, zone)
  const own = start.zone === undefined ? undefined : zoneNamed(start.zone)
  const wall = start.kind === 'day' || wanted.day ? wanted.at : start.kind === 'utc' ? wanted.at : wallOf(own ?? zone, wanted.at) ?? wanted.at
  const changed = all.filter((one) => {
    const line = lineNamed(one, 'RECURRENCE-ID')
    const time = line === undefined ? undefined : timeOfLine(line)
    return time !== undefined && (time.kind === 'day' ? time.wall === wanted.at : instantOfTime(time, zone, () => undefined) === wanted.at)
  })
  const shown = localTime(wall)
  const tail = start.kind === 'day' ? `;VALUE=DATE:${shown.slice(0, 8)}` : start.kind === 'utc' ? `:${shown}Z` : start.zone === undefined ? `:${shown}` : `;TZID=${parameterText(start.zone)}:${shown}`
  return applyEdits(text, [{ range: { start: main.bodyEnd, end: main.bodyEnd }, text: written([`EXDATE${tail}`], lineBreakOf(text)) }, ...changed.map(({ start: from, end }) => ({ range: { start: from, end }, text: '' }))])
}

function parameterText(value: string): string {
  return /[:;,]/.test(value) ? `"${value}"` : value
}

/** The event itself, not one of the occurrences that stand beside it. */
function mainEvent(text: string, uid: string): Component {
  const all = componentsNamed(componentsOf(text), 'VEVENT').filter((one) => uidOf(one) === uid)
  const main = all.filter((one) => lineNamed(one, 'RECURRENCE-ID') === undefined)
  const [only] = main
  if (only === undefined) throw new ToolError('no-entry', `There is no event ${quoted(uid)} there.`, { uid })
  if (main.length > 1) throw new ToolError('ambiguous', `${main.length} events have the uid ${quoted(uid)}.`, { uid })
  if (!only.closed) throw new ToolError('broken', `The event ${quoted(uid)} has no end in this text. Mend it by hand first.`)
  return only
}

function startOf(event: Component): NonNullable<ReturnType<typeof timeOf>> {
  const line = lineNamed(event, 'DTSTART')
  const start = line === undefined ? undefined : timeOfLine(line)
  if (start === undefined) throw new ToolError('broken', 'The start of the event can not be understood.')
  return start
}

/** A new start keeps the length of the event; times stay in the zone the event has, where that is known. */
function timesOf(event: Component, fields: EventFields): ReadonlyMap<string, string | null> {
  if (fields.start === undefined && fields.end === undefined && fields.minutes === undefined) return new Map()
  const zone = zoneOr(fields.zone)
  const old = eventsOf([event], zone, () => undefined).events[0]
  if (old === undefined) throw new ToolError('broken', 'The times of the event can not be understood.')
  const oldStart: Moment = old.allDay ? { day: true, at: old.start.wall } : { day: false, at: instantOfTime(old.start, zone, () => undefined) }
  const start = fields.start === undefined ? oldStart : momentOf(fields.start, zone)
  const end = endOf(fields, start, zone, start.day === oldStart.day ? old.length : undefined)
  const named = old.start.zone
  const own = named !== undefined && isZone(named) ? named : undefined
  return new Map([...(fields.start === undefined ? [] : [['DTSTART', timeLine('DTSTART', start, own)] as const]), ['DTEND', timeLine('DTEND', end, own)]])
}

/** Replaces the first line of each name, takes away further ones, and puts new ones before the END. Lines of alarms inside stay. */
function lineEdits(component: Component, lines: ReadonlyMap<string, string | null>, lineBreak: string): readonly TextEdit[] {
  const edits: TextEdit[] = []
  const done = new Set<string>()
  for (const line of component.lines as readonly ContentLine[]) {
    const wanted = lines.get(line.name)
    if (wanted === undefined) continue
    edits.push({ range: { start: line.start, end: line.end }, text: wanted === null || done.has(line.name) ? '' : foldedLine(wanted, lineBreak) })
    done.add(line.name)
  }
  const added = [...lines].filter(([name, line]) => line !== null && !done.has(name)).map(([, line]) => line as string)
  return added.length === 0 ? edits : [...edits, { range: { start: component.bodyEnd, end: component.bodyEnd }, text: written(added, lineBreak) }]
}

function written(lines: readonly string[], lineBreak: string): string {
  return lines.map((line) => foldedLine(line, lineBreak)).join('')
}
