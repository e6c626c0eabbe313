import { expect } from 'vitest'
import { compileSkill } from '../../engine/compile/compile-skill.ts'
import type { Env } from '../../engine/compile/scope.ts'
import { activeStates, scopeAt, start, step, type Snapshot, type Step } from '../../engine/run/step.ts'
import type { Event } from '../../engine/terms/event.ts'
import { noLabels } from '../../engine/terms/label.ts'
import { skillFrom } from '../helpers/skill-from.ts'
import { outsideEvents, type Choices } from './random-skill.ts'
import { XstateWalk, type WalkEvent } from './xstate-walk.ts'

const env: Env = { input: {}, origins: {}, intent: {}, memory: {}, because: noLabels, item: undefined, index: 0, outer: undefined }

/**
 * Walks a skill in our step and in XState side by side, with the same events; gives the number of steps. Stops where the
 * machine goes round in a circle.
 */
export function compareSteps(text: string, choices: Choices, most: number): number {
  const machine = compileSkill(skillFrom(text))
  const mine = compileSkill(skillFrom(text))
  let now = 0
  let walk: XstateWalk
  try {
    walk = new XstateWalk(machine, env, now)
  } catch (thrown) {
    expect(String(thrown)).toMatch(/Infinite loop|Maximum call stack/u)
    start(mine, env, now)
    return 0
  }
  let taken = start(mine, env, now)
  same(taken, walk, now, text)
  let count = 1
  const history: Event[] = []
  for (; count < most && !walk.ended; count++) {
    now += choices.next(3) * 1000
    const [event, object] = nextEvent(choices, walk, now)
    history.push(event)
    const before = taken.snapshot
    const frozen = describeStep({ snapshot: before, effects: [], entered: [] }, now)
    try {
      walk.timers.delete(event.kind === 'timer' ? event.timer : '')
      walk.send(object, now)
    } catch (thrown) {
      expect(String(thrown)).toMatch(/Infinite loop|Maximum call stack/u)
      step(mine, before, event)
      return count
    }
    taken = step(mine, before, event)
    same(taken, walk, now, `${text}${JSON.stringify(history)}`)
    expect(describeStep(step(mine, before, event), now), 'the same step twice').toEqual(describeStep(taken, now))
    expect(describeStep({ snapshot: before, effects: [], entered: [] }, now), 'a snapshot that is stepped from stays as it was').toEqual(frozen)
  }
  return count
}

function nextEvent(choices: Choices, walk: XstateWalk, time: number): [Event, WalkEvent] {
  const running = walk.active
  const kind = choices.next(4)
  const timers = [...walk.timers]
  const [timer, due] = timers[choices.next(Math.max(1, timers.length))] ?? []
  if (kind === 1 && timer !== undefined && due !== undefined) return [{ kind: 'timer', time, timer }, due]
  const state = running[choices.next(Math.max(1, running.length))]
  if (kind === 2 && state !== undefined) {
    const result = { value: choices.next(5), labels: noLabels }
    return [{ kind: 'done', time, state, result }, { type: `chela.done.${state}`, result }]
  }
  if (kind === 3 && state !== undefined && choices.chance(1, 3)) {
    const error = { code: choices.one(['bad', 'worse']), message: 'It broke.', state }
    return [{ kind: 'failed', time, state, error, labels: noLabels }, { type: `chela.failed.${state}`, state, error, labels: noLabels }]
  }
  const name = choices.one(outsideEvents)
  const data = { value: {}, labels: noLabels }
  return [{ kind: 'message', time, name, data }, { type: name, data }]
}

function same(taken: Step, walk: XstateWalk, now: number, text: string): void {
  const { snapshot } = taken
  expect(activeStates(snapshot).sort(), text).toEqual(walk.active)
  expect(snapshot.ended, text).toBe(walk.ended)
  expect(scopeAt(snapshot, now).values, text).toEqual(walk.values)
  expect([...snapshot.timers], text).toEqual([...walk.timers])
  expect(effectLines(taken), text).toEqual(walk.lines.filter((line) => !line.startsWith('enter ')))
  expect(taken.entered.map((name) => `enter ${name}`), text).toEqual(walk.lines.filter((line) => line.startsWith('enter ')))
  walk.lines = []
}

function effectLines({ effects }: Step): string[] {
  return effects.map((effect) => {
    if (effect.kind === 'timer') return `timer ${effect.timer} ${effect.at}`
    if (effect.kind === 'cancel-timer') return `cancel ${effect.timer}`
    if (effect.kind === 'end') return 'end'
    return effect.kind === 'stop' ? `stop ${effect.state}` : `start ${effect.state}`
  })
}

function describeStep(taken: Step, now: number) {
  const snapshot: Snapshot = taken.snapshot
  return JSON.stringify([activeStates(snapshot), scopeAt(snapshot, now).values, [...snapshot.timers], snapshot.timerCount, snapshot.ended, effectLines(taken), taken.entered])
}
