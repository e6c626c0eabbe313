import { expect, test } from 'vitest'
import { runDeeds } from '../../../editor/session/run-deeds.ts'
import type { Entry } from '../../../engine/terms/journal.ts'

const call = (sequence: number, more: object = {}) => ({ sequence, kind: 'tool-called', path: `s${sequence}`, tool: 'file.move', ...more })
const answer = (sequence: number, of: number, more: object = {}) => ({ sequence, kind: 'tool-answered', call: of, ...more })

test('each deed of a run is told once, with what became of it; what takes one back is none', () => {
  const failure = { code: 'missing', message: 'It is gone.' }
  const entries = [call(1), answer(2, 1), call(3), answer(4, 3, { failure }), { sequence: 5, kind: 'effect-denied', path: 's5', tool: 'file.trash', decision: { rule: 'contract' } }, call(6), { sequence: 7, kind: 'outcome-unknown', call: 6 }, call(8, { undoes: 1 }), answer(9, 8), call(10)]
  expect(runDeeds(entries as unknown as readonly Entry[]).map(({ entry, outcome, isDone }) => [entry, outcome, isDone])).toEqual([
    [1, 'done', true],
    [3, 'failed (missing)', false],
    [5, 'denied (contract)', false],
    [6, 'outcome unknown', false],
    [10, 'not answered yet', false],
  ])
})
