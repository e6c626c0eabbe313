import type { Flow, JsonObject, RunView, SkillTest } from '../../engine/index.ts'
import { runLight } from './run-light.ts'

/** An event that a run takes now. */
export interface AwaitedEvent {
  readonly name: string
  /** A name such as `mail.*`, which stands for many: the person says which. */
  readonly isPattern: boolean
  /** The run does nothing else until it comes. */
  readonly isWaitedFor: boolean
}

/** Gives the events that the active states of a run take, those that it waits for first. States of skills that it runs inside are not looked at. */
export function awaitedEvents(view: RunView, flow: Flow): readonly AwaitedEvent[] {
  const active = new Set(runLight(view).active)
  const found = new Map<string, AwaitedEvent>()
  const add = (name: string, isWaitedFor: boolean): void => {
    if (/^(?:done|chela|xstate)\./.test(name)) return
    found.set(name, { name, isPattern: name.endsWith('*'), isWaitedFor: isWaitedFor || found.get(name)?.isWaitedFor === true })
  }
  for (const { name, state } of flow.states.values()) {
    if (!active.has(name)) continue
    const { activity, on } = state
    if (activity.kind === 'wait-for') add(activity.event, true)
    for (const { event } of on) add(event, activity.kind === 'rest')
  }
  return [...found.values()].sort((a, b) => Number(b.isWaitedFor) - Number(a.isWaitedFor))
}

/** Gives the data that a test of the skill sends with an event, as an example of it; undefined: none does. */
export function exampleData(tests: readonly SkillTest[], event: string): JsonObject | undefined {
  return tests.flatMap(({ events }) => events).find((sent) => sent.event === event && Object.keys(sent.data).length > 0)?.data
}
