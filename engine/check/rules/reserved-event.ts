import type { Range } from '../../terms/position.ts'
import { actionsOf, raiseRange } from '../actions-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function reservedEvent(scene: Scene): void {
  const check = (event: string, range: Range): void => {
    if (!/^(?:chela|xstate)(?:\.|$)/.test(event)) return
    scene.report('reserved-event', range, `The event "${shown(event)}" belongs to the engine.`, { help: 'Choose a name that does not begin with "chela." or "xstate.".' })
  }
  for (const { state } of scene.states) {
    for (const event of new Set(state.on.map((way) => way.event))) check(event, scene.places.entry(state, 'on', event)?.keyRange ?? state.nameRange)
    for (const raise of actionsOf(state).flatMap((actions) => actions.raise)) check(raise.event, raiseRange(scene, raise))
    if (state.activity.kind === 'wait-for') check(state.activity.event, scene.places.entry(state, 'wait', 'for')?.value.range ?? state.nameRange)
  }
  for (const test of scene.skill.tests) for (const { event } of test.events) check(event, scene.places.keyRange(test, 'events', test.range))
}
