import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runTime, snapshot, writeFile } from './hostile-tree.ts'
import { expectDone, realPlace, runShipped, saying, type Place } from './real-run.ts'
import { memoryPorts } from './shipped-skill.ts'

const name = 'brief-my-day'
const hour = 3_600_000
const titles = ['Stand-up', 'Zürich', '日本語', 'say "hi"', '${x}', '${ input.calendars }', '🎉', '__proto__', '<b>']

interface Event {
  readonly title: string
  readonly start: number
  readonly end: number
}

/** 300 events around the day of the run: every three hours one of two hours, and every seventh of them on top of another. */
const events: readonly Event[] = Array.from({ length: 300 }, (_, index) => {
  const start = runTime - 450 * hour + index * 3 * hour
  return [{ title: titles[index % titles.length] as string, start, end: start + 2 * hour }, ...(index % 7 === 0 ? [{ title: `On top ${index}`, start: start + hour, end: start + 90 * 60_000 }] : [])]
}).flat()

function writeCalendars({ folder }: Place): string[] {
  const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.000/g, '')
  const written = (some: readonly Event[], mark: string): string => {
    const texts = some.map(({ title, start, end }, index) => `BEGIN:VEVENT\r\nUID:${mark}${index}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:${stamp(start)}\r\nDTEND:${stamp(end)}\r\nSUMMARY:${title}\r\nEND:VEVENT\r\n`)
    return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${texts.join('')}END:VCALENDAR\r\n`
  }
  const paths = [join(folder, 'work.ics'), join(folder, 'home.ics')]
  writeFile(paths[0] as string, written(events.filter((_, index) => index % 2 === 0), 'w'), 1_000_000)
  writeFile(paths[1] as string, written(events.filter((_, index) => index % 2 === 1), 'h'), 1_000_000)
  return paths
}

const dayOf = (time: number): string => `${new Date(time).getFullYear()}-${String(new Date(time).getMonth() + 1).padStart(2, '0')}-${String(new Date(time).getDate()).padStart(2, '0')}`
const clock = (time: number): string => new Date(time).toTimeString().slice(0, 5)

test.each(['today', 'tomorrow'] as const)('tells what is on %s, in order, with what overlaps', async (day) => {
  const place = await realPlace()
  const calendars = writeCalendars(place)
  const before = snapshot(place.folder)
  const shown: string[] = []
  const world = place.world()
  const ports = memoryPorts(world.clock, { files: world.ports.files, notify: async (title, text) => void shown.push(`${title}: ${text}`) })
  const ended = await runShipped({ ...world, ports }, name, { calendars, day })
  expectDone(ended, 5)
  const date = dayOf(runTime + (day === 'today' ? 0 : 24 * hour))
  const here = events.filter(({ start, end }) => dayOf(start) <= date && dayOf(end - 1000) >= date).sort((a, b) => a.start - b.start)
  const overlaps = (one: Event): boolean => events.some((other) => other !== one && other.start < one.end && one.start < other.end)
  expect(here.length).toBeGreaterThan(7)
  expect(ended.output).toMatchObject({
    date,
    events: here.map((one) => `${clock(one.start)}-${clock(one.end)} ${one.title}${overlaps(one) ? ' (overlaps)' : ''}`),
    overlaps: here.filter(overlaps).length,
    complete: true,
  })
  expect(shown.length).toBe(1)
  expect(shown[0]).toContain(`${here.length} on ${day}: `)
  expect(snapshot(place.folder)).toEqual(before)
})

test('who does not let it read calendars is told nothing', async () => {
  const place = await realPlace()
  const calendars = writeCalendars(place)
  const ended = await runShipped(place.world({ person: saying({ kind: 'no' }) }), name, { calendars })
  expect(ended).toMatchObject({ status: 'failed', output: null })
})
