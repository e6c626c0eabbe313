import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { doTool, portsOf } from './tool-world.ts'

const rules = [
  'FREQ=SECONDLY', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MINUTELY;BYHOUR=25', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=HOURLY;BYDAY=XX', 'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2',
  'FREQ=WEEKLY;INTERVAL=0', `FREQ=YEARLY;BYDAY=${'MO,'.repeat(300)}MO`, 'FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15', 'FREQ=MONTHLY;BYDAY=5MO;BYMONTH=13', 'NONSENSE', 'FREQ=DAILY;COUNT=-1', 'FREQ=DAILY;BYSETPOS=9;BYDAY=MO',
]

test.each(rules)('the rule %s ends in time, and does not hide the event after it', async (rule) => {
  const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:19700101T000000Z\r\nRRULE:${rule}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:y\r\nDTSTART:20260601T090000Z\r\nSUMMARY:after\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
  const started = performance.now()
  const done = await doTool('calendar.list', { paths: ['/a.ics'], from: '2026-01-01', to: '2027-01-01' }, portsOf(memoryFiles({ '/a.ics': text })))
  const { events } = done.output as unknown as { readonly events: readonly { readonly title: string }[] }
  expect(performance.now() - started).toBeLessThan(3000)
  expect(events.some(({ title }) => title === 'after')).toBe(true)
})
