/* Events and cards as tests write them. */

export const series = 'RRULE:FREQ=WEEKLY;COUNT=5\r\n'
export const event = (uid: string, more = ''): string => `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20260601T090000\r\nDTEND;TZID=Europe/Berlin:20260601T100000\r\nSUMMARY:Old ${uid}\r\n${more}END:VEVENT\r\n`
export const calendar = (...events: readonly string[]): string => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//EN\r\n${events.join('')}END:VCALENDAR\r\n`
export const card = (uid: string): string => `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:Old ${uid}\r\nN:${uid};Old;;;\r\nEMAIL:${uid}@example.org\r\nEND:VCARD\r\n`
