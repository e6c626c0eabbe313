import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { doTool, portsOf } from './tool-world.ts'

interface Listed {
  readonly events: readonly { readonly uid: string; readonly title: string; readonly start: string; readonly end: string; readonly all_day: boolean; readonly description: string; readonly busy: boolean; readonly location: string }[]
  readonly skipped: number
  readonly truncated: boolean
}

const calendar = (...lines: readonly string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: readonly string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')

async function listed(text: string | Uint8Array, more: JsonObject = {}): Promise<Listed> {
  const ports = portsOf(memoryFiles({ '/c/a.ics': text }))
  const done = await doTool('calendar.list', { paths: ['/c/a.ics'], from: '2026-01-01', to: '2027-01-01', zone: 'Europe/Berlin', ...more }, ports)
  return done.output as unknown as Listed
}

const startsOf = ({ events }: Listed): readonly string[] => events.map(({ start }) => start.replace('.000Z', 'Z'))

test('nine o\'clock stays nine o\'clock when the clocks change', async () => {
  const text = calendar(event('UID:w', 'DTSTART;TZID=Europe/Berlin:20260320T090000', 'DTEND;TZID=Europe/Berlin:20260320T100000', 'RRULE:FREQ=WEEKLY;COUNT=3', 'SUMMARY:Weekly'))
  expect(startsOf(await listed(text))).toEqual(['2026-03-20T08:00:00Z', '2026-03-27T08:00:00Z', '2026-04-03T07:00:00Z'])
})

test('Outlook names of zones, names with a prefix, and zones that only the file explains are followed', async () => {
  const zone = 'BEGIN:VTIMEZONE\r\nTZID:Customized Zone 1\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0330\r\nTZOFFSETTO:+0330\r\nEND:STANDARD\r\nEND:VTIMEZONE'
  const text = calendar(zone,
    event('UID:a', 'DTSTART;TZID="W. Europe Standard Time":20260601T090000', 'SUMMARY:a'),
    event('UID:b', 'DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20260602T090000', 'SUMMARY:b'),
    event('UID:c', 'DTSTART;TZID=Customized Zone 1:20260603T090000', 'SUMMARY:c'),
    event('UID:d', 'DTSTART:20260604T090000', 'SUMMARY:floating'),
    event('UID:e', 'DTSTART;TZID=Nowhere/Land:20260605T090000', 'SUMMARY:unknown zone'))
  expect(startsOf(await listed(text))).toEqual(['2026-06-01T07:00:00Z', '2026-06-02T13:00:00Z', '2026-06-03T05:30:00Z', '2026-06-04T07:00:00Z', '2026-06-05T07:00:00Z'])
})

test('exceptions, changed occurrences and added ones are followed', async () => {
  const text = calendar(
    event('UID:s', 'DTSTART:20260601T090000Z', 'DURATION:PT30M', 'RRULE:FREQ=DAILY;UNTIL=20260605T090000Z', 'EXDATE:20260602T090000Z', 'RDATE:20260610T090000Z', 'SUMMARY:Series'),
    event('UID:s', 'RECURRENCE-ID:20260603T090000Z', 'DTSTART:20260603T120000Z', 'DURATION:PT1H', 'SUMMARY:Moved'))
  const found = await listed(text)
  expect(found.events.map(({ title, start }) => `${title} ${start.slice(5, 16)}`)).toEqual([
    'Series 06-01T09:00', 'Moved 06-03T12:00', 'Series 06-04T09:00', 'Series 06-05T09:00', 'Series 06-10T09:00',
  ])
})

test('whole days are days of the person, and last one day without an end', async () => {
  const { events } = await listed(calendar(event('UID:d', 'DTSTART;VALUE=DATE:20260601', 'SUMMARY:Day'), event('UID:e', 'DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260703')))
  expect(events.map(({ start, end, all_day }) => [start.slice(0, 16), end.slice(0, 16), all_day])).toEqual([['2026-05-31T22:00', '2026-06-01T22:00', true], ['2026-06-30T22:00', '2026-07-02T22:00', true]])
})

test('a rule without end goes on to the end of the span, and no further than asked', async () => {
  const endless = await listed(calendar(event('UID:a', 'DTSTART:20200101T090000Z', 'RRULE:FREQ=DAILY')), { most: 5 })
  expect([endless.events.length, endless.truncated]).toEqual([5, true])
})

test('broken texts give what can be read: missing ends, folded lines, old encodings, Outlook dates', async () => {
  const missingEnd = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260601T090000Z\nSUMMARY:First\nBEGIN:VEVENT\nUID:b\nDTSTART:20260602T090000Z\nSUMMARY:Sec\n ond\nEND:VEVENT\n`
  expect((await listed(missingEnd)).events.map(({ title }) => title)).toEqual(['First', 'Second'])
  const latin = new Uint8Array(Buffer.from(calendar(event('UID:a', 'DTSTART:20260601T090000Z', 'SUMMARY:M\u00fcnchen')), 'latin1'))
  expect((await listed(latin)).events[0]?.title).toBe('München')
  const wide = new Uint8Array(Buffer.from(`\ufeff${calendar(event('UID:a', 'DTSTART:20260601T090000Z', 'SUMMARY:Wide'))}`, 'utf16le'))
  expect((await listed(wide)).events[0]?.title).toBe('Wide')
  const odd = await listed(calendar(event('UID:a', 'DTSTART;VALUE=DATE-TIME:2026-06-01T09:00:00', 'SUMMARY;LANGUAGE=en-us:Dashes\\, and "quotes"'), event('UID:b', 'SUMMARY:no start'), event('UID:c', 'DTSTART:never'), 'X-WR-CALNAME:x'))
  expect([odd.events.map(({ title }) => title), odd.skipped]).toEqual([['Dashes, and "quotes"'], 2])
  const quotedPrintable = await listed('BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nUID:v\r\nDTSTART:20260601T090000Z\r\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:one=\r\ntwo\r\nEND:VEVENT\r\nEND:VCALENDAR')
  expect(quotedPrintable.events[0]?.description).toBe('onetwo')
  const folded = await listed(calendar(event('UID:a', 'DTSTART:20260601T090000Z', 'SUMMARY:a long\r\n  title\r\n\t with tabs')))
  expect(folded.events[0]?.title).toBe('a long title with tabs')
  expect(await listed('this is no calendar')).toMatchObject({ events: [], skipped: 1 })
  expect(await listed('')).toMatchObject({ events: [], skipped: 0 })
})

test('a zone that would be worked out for ever is not believed', async () => {
  const trap = 'BEGIN:VTIMEZONE\r\nTZID:Trap\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE'
  expect(startsOf(await listed(calendar(trap, event('UID:a', 'DTSTART;TZID=Trap:20260601T090000'))))).toEqual(['2026-06-01T07:00:00Z'])
})

test('a folder is read down to four levels, and files that are no calendars are left alone', async () => {
  const one = (uid: string): string => calendar(event(`UID:${uid}`, 'DTSTART:20260601T090000Z'))
  const ports = portsOf(memoryFiles({ '/c/a.ics': one('a'), '/c/sub/b.ICS': one('b'), '/c/notes.txt': one('c'), '/c/1/2/3/4/d.ics': one('d') }))
  const done = await doTool('calendar.list', { paths: ['/c', '/c/a.ics'], from: '2026-01-01', to: '2027-01-01' }, ports)
  expect((done.output as unknown as Listed).events.map(({ uid }) => uid).sort()).toEqual(['a', 'b'])
})

test('free time is what working hours leave between events that take up time', async () => {
  const mine = calendar(
    event('UID:a', 'DTSTART;TZID=Europe/Berlin:20260601T100000', 'DTEND;TZID=Europe/Berlin:20260601T113000'), event('UID:b', 'DTSTART;TZID=Europe/Berlin:20260601T110000', 'DTEND;TZID=Europe/Berlin:20260601T120000'),
    event('UID:c', 'DTSTART;VALUE=DATE:20260602', 'SUMMARY:away'), event('UID:d', 'DTSTART;TZID=Europe/Berlin:20260603T090000', 'DTEND;TZID=Europe/Berlin:20260603T170000', 'TRANSP:TRANSPARENT'))
  const theirs = calendar(event('UID:e', 'DTSTART:20260601T110000Z', 'DTEND:20260601T143000Z'), event('UID:f', 'DTSTART:20260604T000000Z', 'DTEND:20260605T230000Z', 'STATUS:CANCELLED'))
  const ports = portsOf(memoryFiles({ '/c/mine.ics': mine, '/c/theirs.ics': theirs }))
  const input = { paths: ['/c/mine.ics', '/c/theirs.ics'], from: '2026-06-01', to: '2026-06-08', zone: 'Europe/Berlin', minutes: 60 }
  const free = async (more: JsonObject = {}): Promise<readonly string[]> => ((await doTool('calendar.free', { ...input, ...more }, ports)).output as { free: { start: string; minutes: number }[] }).free.map(({ start, minutes }) => `${start.slice(5, 16)} ${minutes}`)
  expect(await free()).toEqual(['06-01T07:00 60', '06-01T10:00 60', '06-03T07:00 480', '06-04T07:00 480', '06-05T07:00 480'])
  expect(await free({ minutes: 61, all_day_blocks: false })).toEqual(['06-02T07:00 480', '06-03T07:00 480', '06-04T07:00 480', '06-05T07:00 480'])
  expect(await free({ weekdays: [7], day_start: '22:00', day_end: '24:00' })).toEqual(['06-07T20:00 120'])
})

test('free time says when something could not be read', async () => {
  const ports = portsOf(memoryFiles({ '/c/a.ics': calendar(event('UID:a', 'DTSTART:nonsense')) }))
  expect((await doTool('calendar.free', { paths: ['/c/a.ics'], from: '2026-06-01', to: '2026-06-02' }, ports)).output).toMatchObject({ complete: false })
})

test('arguments that make no sense are refused by name', async () => {
  const ports = portsOf(memoryFiles({ '/c/a.ics': '' }))
  const fault = (input: JsonObject, tool = 'calendar.list'): Promise<unknown> => doTool(tool, input, ports).catch((error: { code: string }) => error.code)
  const span = { from: '2026-01-01', to: '2026-02-01' }
  expect(await fault({ ...span })).toBe('no-place')
  expect(await fault({ ...span, paths: ['/c/a.ics'], account: 'x' })).toBe('no-place')
  expect(await fault({ ...span, account: 'x' })).toBe('not-here')
  expect(await fault({ ...span, paths: ['/c/none.ics'] })).toBe('missing')
  expect(await fault({ ...span, paths: ['/c/a.ics'], zone: 'Mars/Base' })).toBe('bad-time')
  expect(await fault({ from: '2026-02-30', to: '2026-03-01', paths: ['/c/a.ics'] })).toBe('bad-time')
  expect(await fault({ from: '2026-02-01', to: '2026-01-01', paths: ['/c/a.ics'] })).toBe('bad-time')
  expect(await fault({ path: '/c/a.ics', title: 'x', start: '2026-01-01T10:00', end: '2026-01-01T09:00' }, 'calendar.add')).toBe('bad-time')
  expect(await fault({ path: '/c/a.ics', title: 'x', start: '2026-01-01', repeats: 'FREQ=DAILY\r\nX:1' }, 'calendar.add')).toBe('bad-rule')
})
