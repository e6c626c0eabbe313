import { expect, test } from 'vitest'
import { lastingWords, momentWords } from '../../../editor/session/run-words.ts'
import { stepWords } from '../../../editor/session/step-words.ts'
import { wayLookWords } from '../../../editor/session/way-words.ts'
import { runTimeline } from '../../../engine/run/run-timeline.ts'
import type { Entry } from '../../../engine/terms/journal.ts'

test('lengths of time are said in the units that fit', () => {
  expect([-5, 0, 34, 949, 950, 9949, 9950, 59_400, 61_000, 120_000, 3_600_000, 7_860_000, 90_000_000].map(lastingWords)).toEqual(['0 ms', '0 ms', '34 ms', '949 ms', '1 s', '9.9 s', '10 s', '59 s', '1 min 1 s', '2 min', '1 h', '2 h 11 min', '1 d 1 h'])
})

test('a moment of today has no day, another has', () => {
  const now = new Date(2026, 5, 10, 12).getTime()
  expect(momentWords(now, now, 'en-GB')).toBe('12:00:00')
  expect(momentWords(new Date(2026, 5, 9, 8, 30).getTime(), now, 'en-GB')).toContain('9 Jun')
  expect(momentWords(new Date(2025, 5, 9).getTime(), now, 'en-GB')).toContain('2025')
})

test('a step says its state apart, without numbers of entries, and knows trouble', () => {
  const head = { time: 0, decision: { answer: 'allow', rule: 'class', because: 'It reads.' } } as const
  const entries = [
    { ...head, sequence: 1, kind: 'tool-called', activity: 1, path: 'look', tool: 'file.list', input: {}, key: 'k', attempt: 1, before: null },
    { ...head, sequence: 2, kind: 'tool-answered', call: 1, failure: { code: 'missing', message: 'It is gone.' } },
    { ...head, sequence: 3, kind: 'run-ended', outcome: 'failed', output: null, because: null },
  ] as readonly Entry[]
  expect(runTimeline(entries).map(stepWords)).toEqual([
    { sign: 'deed', path: 'look', words: 'calls file.list' },
    { sign: 'trouble', path: 'look', words: 'answered: failed (missing): It is gone.' },
    { sign: 'end', path: '', words: 'Ended as failed' },
  ])
})

test('a way says where it leads and on what', () => {
  const way = { event: '', codes: [], to: ['b'], text: null, range: null, answer: 'taken', fault: null, at: 1, time: 1, values: [] } as const
  expect(wayLookWords({ ...way, kind: 'choose' })).toBe('Otherwise to b')
  expect(wayLookWords({ ...way, kind: 'choose', text: 'x > 1' })).toBe('To b if it holds')
  expect(wayLookWords({ ...way, kind: 'on', event: 'door.opened', to: [] })).toBe('On door.opened on from here')
  expect(wayLookWords({ ...way, kind: 'catch', codes: ['missing', 'busy'] })).toBe('On the failure missing or busy to b')
})
