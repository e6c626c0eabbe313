import { expect, test } from 'vitest'
import { forkPlace, recordedValue } from '../../../editor/session/recorded-value.ts'
import { undoList, undoResult, unknownDeed } from '../../../editor/session/undo-list.ts'
import { runTimeline } from '../../../engine/run/run-timeline.ts'
import type { Entry } from '../../../engine/terms/journal.ts'

const decision = { answer: 'allow', rule: 'class', because: 'It can be undone.' } as const
const call = (sequence: number, more: object = {}) => ({ sequence, time: sequence, kind: 'tool-called', activity: sequence, path: `s${sequence}`, tool: 'file.move', input: { from: '/a', to: '/b' }, key: `k${sequence}`, attempt: 1, before: null, decision, ...more })
const answer = (sequence: number, of: number, more: object = { output: { moved: true } }) => ({ sequence, time: sequence, kind: 'tool-answered', call: of, ...more })
const start = { sequence: 1, time: 1, kind: 'run-started', skill: 'a', hash: 'h', input: { folder: '/d' }, origins: {}, memory: {}, intent: {}, mode: 'live', envelope: null, accepted: true }
const entries = (...list: readonly object[]) => list as readonly Entry[]

test('inputs, answers and filled forms hold a value that can be changed; a yes does not', () => {
  const form = { name: { type: 'string' } }
  const run = entries(
    start, call(2), answer(3, 2),
    { sequence: 4, time: 4, kind: 'person-asked', activity: 4, path: 'who', question: { kind: 'form', text: 'Who?', form, labels: [], expires: null } },
    { sequence: 5, time: 5, kind: 'person-answered', ask: 4, answer: { kind: 'filled', values: { name: 'Ada' } } },
    { sequence: 6, time: 6, kind: 'person-asked', activity: 6, path: 'sure', question: { kind: 'confirm', text: 'Sure?', card: null, labels: [], expires: null } },
    { sequence: 7, time: 7, kind: 'person-answered', ask: 6, answer: { kind: 'yes', span: 'once' } },
  )
  expect(run.map(({ sequence }) => recordedValue(run, sequence)?.value)).toEqual([{ folder: '/d' }, undefined, { moved: true }, undefined, { name: 'Ada' }, undefined, undefined])
  expect(recordedValue(run, 5)?.fields).toEqual(form)
  expect(recordedValue(run, 99)).toBeUndefined()
})

test('a call without an answer is answered by the person, at the end of what is there', () => {
  const run = entries(start, call(2))
  const value = recordedValue(run, 2)
  expect(value).toMatchObject({ sequence: 2, value: undefined })
  expect(forkPlace(runTimeline(run), 2, true)).toBe(2)
})

test('where a deed is at work the run goes on from the next place where none is', () => {
  const run = entries(start, call(2), call(3), answer(4, 2), answer(5, 3))
  expect(forkPlace(runTimeline(run), 4)).toBe(5)
  expect(forkPlace(runTimeline(run.slice(0, 4)), 4)).toBeUndefined()
})

test('the list of deeds says which can be taken back and why others can not, the newest first', () => {
  const back = { tool: 'file.move', input: { from: '/b', to: '/a' } }
  const run = entries(start, call(2), answer(3, 2, { output: {}, undo: back }), call(4), answer(5, 4, { output: {}, undo: null }), call(6), { sequence: 7, time: 7, kind: 'outcome-unknown', call: 6, because: 'Killed.' })
  expect(undoList(run).map(({ call: of, because }) => [of, because])).toEqual([[6, 'Whether it took place is not known.'], [4, 'It can not be taken back.'], [2, undefined]])
  expect(unknownDeed(run)).toMatchObject({ call: 6, because: 'Killed.' })
  expect(unknownDeed(entries(...run, answer(8, 6)))).toBeUndefined()
})

test('an undo tells how far it is', () => {
  const run = entries(start, call(2), answer(3, 2, { output: {}, undo: { tool: 'file.move', input: {} } }), { sequence: 4, time: 4, kind: 'undo-started' })
  expect(undoResult(run.slice(0, 3))).toBeUndefined()
  expect(undoResult(run)).toEqual({ isOver: false, undone: [], skipped: [] })
  const over = entries(...run, call(5, { undoes: 2 }), answer(6, 5), { sequence: 7, time: 7, kind: 'undo-ended', undone: 1, skipped: 0 })
  expect(undoResult(over)).toEqual({ isOver: true, undone: [2], skipped: [] })
})
