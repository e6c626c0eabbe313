import { expect, test } from 'vitest'
import { runRecordAfter, type RunProgress } from '../../engine/adapters/run-record.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import { answered, asked, called, ended, entry, started } from '../helpers/some-entries.ts'

function statusAfter(...entries: readonly Entry[]): string {
  let record: RunProgress | undefined
  for (const one of [started(), ...entries]) record = runRecordAfter(record, 'r', one)
  return record?.status ?? ''
}

const reply = (sequence: number, ask: number) => entry(sequence, { kind: 'person-answered', ask, answer: { kind: 'yes', span: 'once' } })
const unknown = (sequence: number, call: number) => entry(sequence, { kind: 'outcome-unknown', call, because: 'killed' })
const undone = (sequence: number, counts: { undone: number; skipped: number }) => entry(sequence, { kind: 'undo-ended', ...counts })

test('a run waits as long as one question is open', () => {
  expect(statusAfter(asked(2), asked(3))).toBe('waiting')
  expect(statusAfter(asked(2), asked(3), reply(4, 2))).toBe('waiting')
  expect(statusAfter(asked(2), asked(3), reply(4, 2), reply(5, 3))).toBe('running')
})

test('a fork begins anew: what was open or paused before is not, and it starts when it was made', () => {
  const forked = entry(4, { kind: 'run-forked', run: 'other', at: 3 })
  expect(statusAfter(asked(2), entry(3, { kind: 'run-paused', because: '' }), forked)).toBe('running')
  const record = runRecordAfter(runRecordAfter(undefined, 'r', started()), 'r', forked)
  expect(record.started).toBe(forked.time)
})

test('a question is closed when its activity fails or is denied', () => {
  expect(statusAfter(asked(2), entry(3, { kind: 'activity-failed', activity: 2, path: 'sure', failure: { code: 'timeout', message: '' } }))).toBe('running')
  expect(statusAfter(asked(2), entry(3, { kind: 'activity-failed', activity: 9, path: 'sure', failure: { code: 'timeout', message: '' } }))).toBe('waiting')
})

test('a paused run stays paused until it is resumed, whatever answers still come', () => {
  const paused = entry(3, { kind: 'run-paused', because: '' })
  expect(statusAfter(called(2), paused, answered(4, 2))).toBe('paused')
  expect(statusAfter(called(2), paused, entry(4, { kind: 'run-resumed' }))).toBe('running')
})

test('a call nobody can tell about makes the run unknown until it is settled', () => {
  expect(statusAfter(called(2), unknown(3, 2))).toBe('unknown')
  expect(statusAfter(called(2), unknown(3, 2), answered(4, 2))).toBe('running')
})

test('an ended run keeps its outcome when an answer comes late', () => {
  expect(statusAfter(called(2), ended(3, 'stopped'), entry(4, { kind: 'answer-late', call: 2 }))).toBe('stopped')
})

test('an undone run reads as undone; when nothing could be taken back it keeps its outcome', () => {
  const undo = entry(3, { kind: 'undo-started' })
  expect(statusAfter(ended(2), undo)).toBe('running')
  expect(statusAfter(ended(2), undo, undone(4, { undone: 1, skipped: 1 }))).toBe('undone')
  expect(statusAfter(ended(2), undo, undone(4, { undone: 0, skipped: 2 }))).toBe('done')
})

test('an entry that changes nothing in the phase leaves the phase as it is', () => {
  const first = runRecordAfter(undefined, 'r', started())
  expect(runRecordAfter(first, 'r', called(2)).phase).toBe(first.phase)
})
