import { expect, test } from 'vitest'
import { awaitedEvents, exampleData } from '../../../editor/session/awaited-events.ts'
import { lostModel } from '../../../editor/session/lost-model.ts'
import { drawPicture, checkingWorld } from '../../../editor/session/picture.ts'
import type { Entry, RunView } from '../../../engine/index.ts'

const text = `chela: 1
name: waits
states:
  outer:
    on: { give_up: over, done.inner: over }
    states:
      inner: { wait: { for: parcel.came } }
  over: { end: done }
tests:
  - name: it comes
    events: [{ event: parcel.came, data: { sender: Ada } }]
    expect: { end: done }
`

test('the events that a run takes are those of its active states, what it waits for first', () => {
  const { good } = drawPicture(text, checkingWorld({ tools: [], skills: [] }))
  if (good === undefined) throw new Error('The text has faults.')
  const state = (name: string, active: boolean) => ({ path: name, state: name, skill: 'waits', active, failure: null })
  const view = { skill: 'waits', states: [state('outer', true), state('inner', true)] } as unknown as RunView
  expect(awaitedEvents(view, good.flow)).toEqual([
    { name: 'parcel.came', isPattern: false, isWaitedFor: true },
    { name: 'give_up', isPattern: false, isWaitedFor: false },
  ])
  expect(awaitedEvents({ ...view, states: [state('outer', false)] } as unknown as RunView, good.flow)).toEqual([])
  expect(exampleData(good.skill.tests, 'parcel.came')).toEqual({ sender: 'Ada' })
})

test('a run waits for its model from the question that could not be put until it goes on', () => {
  const entry = (body: object) => body as Entry
  const lost = [entry({ kind: 'model-answered', failure: { code: 'no-model', message: 'Nobody listens.' }, waits: true }), entry({ kind: 'run-paused', because: 'x' })]
  expect(lostModel(lost)).toBe('Nobody listens.')
  expect(lostModel([...lost, entry({ kind: 'run-resumed' })])).toBeUndefined()
  expect(lostModel(lost.slice(1))).toBeUndefined()
})
