import { expect, test } from 'vitest'
import { runLight, pathOfName } from '../../../editor/session/run-light.ts'
import { countedAs, durationsBySkill, filterRuns, noFilter, runsByDay, scaled } from '../../../editor/session/run-statistics.ts'
import type { RunView } from '../../../engine/run/run-view.ts'
import type { RunRecord, RunStatus } from '../../../engine/terms/ports.ts'

const now = new Date(2026, 2, 30, 12).getTime()
const hour = 3_600_000
const record = (run: string, status: RunStatus, hoursAgo: number, lasted = 1000, skill = 'a'): RunRecord => ({ run, skill, hash: '', mode: 'live', status, started: now - hoursAgo * hour, changed: now - hoursAgo * hour + lasted, entries: 1 })
const runs = [record('1', 'done', 1), record('2', 'failed', 30, 3000), record('3', 'waiting', 56, 9, 'b'), record('4', 'undone', 57, 99_000), record('5', 'done', 24 * 40, 2000)]
const names = (list: readonly RunRecord[]) => list.map(({ run }) => run)

test('runs are narrowed by skill, outcome and time', () => {
  expect(names(filterRuns(runs, noFilter, now))).toEqual(['1', '2', '3', '4', '5'])
  expect(names(filterRuns(runs, { ...noFilter, skill: 'b' }, now))).toEqual(['3'])
  expect(names(filterRuns(runs, { ...noFilter, status: 'open' }, now))).toEqual(['3'])
  expect(names(filterRuns(runs, { ...noFilter, days: 2 }, now))).toEqual(['1', '2'])
})

test('days begin at midnight, also where a day has no 24 hours, and older runs are left out', () => {
  const days = runsByDay(runs, now, 7)
  expect(days.map(({ total }) => total)).toEqual([0, 0, 0, 0, 2, 1, 1])
  expect(days.every(({ start }) => new Date(start).getHours() === 0)).toBe(true)
  expect(days.at(-1)?.counts.done).toBe(1)
})

test('what was taken back was done; how long that took counts for nothing', () => {
  expect(countedAs(runs[3] as RunRecord)).toBe('done')
  expect(durationsBySkill(runs)).toEqual([{ skill: 'a', median: 2000, durations: [{ run: '1', milliseconds: 1000, as: 'done' }, { run: '5', milliseconds: 2000, as: 'done' }, { run: '2', milliseconds: 3000, as: 'failed' }] }])
  expect([scaled(0, 10), scaled(10, 10), scaled(99, 10)]).toEqual([0, 1, 1])
})

test('the picture is lit by the states of its own skill; an each speaks for its elements', () => {
  const state = (path: string, more: object = {}) => ({ path, state: path.slice(path.lastIndexOf('/') + 1), skill: 'a', active: false, lastEntered: 1, failure: null, ...more })
  const states = [state('look'), state('move'), state('move[0]/put'), state('move[1]/put', { failure: { value: {} } }), state('go', { active: true, lastEntered: 5 }), state('go/inner', { skill: 'b', failure: {} }), state('bad', { failure: {} })]
  const view = { skill: 'a', states } as unknown as RunView
  expect(runLight(view, 'move[1]/put')).toEqual({ active: ['go'], done: { look: 'done', move: 'done', put: 'failed', bad: 'failed' }, current: 'put' })
  expect(pathOfName(view, 'put')).toBe('move[1]/put')
  expect(pathOfName(view, 'inner')).toBeUndefined()
})
