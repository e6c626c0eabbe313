import { actionsOf } from '../actions-of.ts'
import { shown } from '../reader.ts'
import { namesHelp, renameFix, type Scene } from '../scene.ts'

export function unknownCancel(scene: Scene): void {
  const ids = new Set(scene.states.flatMap(({ state }) => actionsOf(state).flatMap((actions) => actions.raise.map((raise) => raise.id))).filter((id) => id !== undefined))
  for (const { state } of scene.states) {
    for (const actions of actionsOf(state)) {
      for (const id of actions.cancel) {
        if (ids.has(id)) continue
        const range = scene.places.valueRange(actions, 'cancel', state.nameRange)
        const near = scene.near(id, [...ids])
        scene.report('unknown-cancel', range, `No "raise" has the id "${shown(id)}".`, { help: namesHelp('Ids', [...ids], near), fix: actions.cancel.length === 1 ? renameFix(range, near) : undefined })
      }
    }
  }
}
