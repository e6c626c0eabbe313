import type { Range } from '../terms/position.ts'
import type { Actions, Raise, State, Templates } from '../terms/skill.ts'
import type { Scene } from './scene.ts'
import { waysIn } from './targets-of.ts'

/** Gives everything a state itself does besides its activity: on its ways, on entry and on exit. */
export function actionsOf(state: State): readonly Actions[] {
  return [...waysIn(state), state.entry, state.exit]
}

/** Gives every assignment of variables a state itself makes. */
export function assignmentsOf(state: State): readonly Templates[] {
  const own = state.activity.kind === 'set' ? [state.activity.vars] : []
  return [...own, ...actionsOf(state).map((actions) => actions.set), ...state.catch.map((taken) => taken.set)].filter((set) => Object.keys(set).length > 0)
}

/** Gives the stretch that names the event of a raise. */
export function raiseRange(scene: Scene, raise: Raise): Range {
  return scene.places.entry(raise, 'event')?.value.range ?? scene.places.node(raise)?.range ?? { start: 0, end: 0 }
}
