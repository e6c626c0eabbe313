import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runTime, snapshot, writeFile } from './hostile-tree.ts'
import { expectDone, realPlace, rehearseShipped, runKilled, runShipped, saying, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'find-free-hour'
const quarter = 15 * 60_000
const day = 86_400_000

interface Busy {
  readonly start: number
  readonly end: number
}

/** Gives 200 times of a calendar, in each working day of the next weeks: hardly anything stays free in both. */
function busyTimes(shift: number): Busy[] {
  return Array.from({ length: 200 }, (_, index) => {
    const start = runTime - (runTime % day) + (index % 20) * day + (8 * 4 + ((index * 7 + shift * 3) % 40)) * quarter
    return { start, end: start + (1 + ((index + shift) % 4)) * quarter }
  })
}

function calendarText(times: readonly Busy[]): string {
  const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.000/g, '')
  const events = times.map(({ start, end }, index) => `BEGIN:VEVENT\r\nUID:e${index}@test\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:${stamp(start)}\r\nDTEND:${stamp(end)}\r\nSUMMARY:Event ${index}\\, "odd" \${x}\r\nEND:VEVENT\r\n`)
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${events.join('')}END:VCALENDAR\r\n`
}

const mine = busyTimes(0)
const theirs = busyTimes(1)

function writeCalendars({ folder }: Place) {
  const input = { mine: join(folder, 'me.ics'), theirs: join(folder, 'they/you.ics') }
  writeFile(input.mine, calendarText(mine), 1_000_000)
  writeFile(input.theirs, calendarText(theirs), 1_000_000)
  return input
}

/** The first so many minutes in working hours, by the clocks of this machine, that touch no event of either. */
function firstFree(minutes: number): number {
  for (let time = runTime + 60 * 60_000; ; time += quarter) {
    const at = new Date(time)
    const end = new Date(time + minutes * 60_000)
    const works = at.getDay() % 6 !== 0 && at.getHours() >= 9 && (end.getHours() < 17 || (end.getHours() === 17 && end.getMinutes() === 0)) && end.getDay() === at.getDay()
    if (works && ![...mine, ...theirs].some((busy) => busy.start < end.getTime() && time < busy.end)) return time
  }
}

const isoTime = (time: number): string => new Date(time).toISOString()

test.each([30, 60])('finds the first %d minutes that are free in two full calendars, and changes nothing', async (minutes) => {
  const place = await realPlace()
  const input = { ...writeCalendars(place), minutes }
  const before = snapshot(place.folder)
  const ended = await runShipped(place.world(), name, input)
  expectDone(ended, 3)
  expect(ended.output).toMatchObject({ start: isoTime(firstFree(minutes)), booked: false, complete: true })
  expect(snapshot(place.folder)).toEqual(before)
})

test('books it after a yes, beside all else, and takes it back byte for byte', async () => {
  const place = await realPlace()
  const input = { ...writeCalendars(place), book: true, title: 'Tea, "with" ${you}' }
  const before = snapshot(place.folder)
  const questions: string[] = []
  const world = place.world({ person: saying({ kind: 'yes', span: 'once' }, questions) })
  const rehearsal = await rehearseShipped(world, name, input)
  expect(rehearsal.deeds.map(({ tool }) => tool)).toEqual(['calendar.add'])
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(world, name, input)
  expectDone(ended, 4)
  expect(ended.output).toMatchObject({ start: isoTime(firstFree(60)), booked: true })
  expect(questions.length).toBe(1)
  const again = await runShipped(world, name, { ...input, book: false })
  expect((again.output as { start: string }).start > isoTime(firstFree(60))).toBe(true)

  await undoAll(world, ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('killed anywhere and resumed, it books once', async () => {
  const whole = await realPlace()
  const input = { ...writeCalendars(whole), book: true }
  const length = (await runShipped(whole.world(), name, input)).entries.length
  const size = snapshot(whole.folder)['me.ics']?.length
  for (const after of [8, length - 5, length - 3]) {
    const place = await realPlace()
    expectDone(await runKilled(place, shippedSkill(name).text, { ...writeCalendars(place), book: true }, after), 4)
    expect(snapshot(place.folder)['me.ics']?.length).toBe(size)
  }
})

test('who does not let it read calendars gets no answer, and nothing is booked', async () => {
  const place = await realPlace()
  const input = { ...writeCalendars(place), book: true }
  const before = snapshot(place.folder)
  expect((await runShipped(place.world({ person: saying({ kind: 'no' }) }), name, input)).status).not.toBe('done')
  expect(snapshot(place.folder)).toEqual(before)
})
