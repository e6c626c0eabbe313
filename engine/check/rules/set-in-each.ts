import { assignmentsOf } from '../actions-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function setInEach(scene: Scene): void {
  for (const { name, state, machine } of scene.states) {
    if (machine === undefined) continue
    for (const set of assignmentsOf(state)) {
      const [first] = Object.keys(set)
      const range = scene.places.keyRange(set, first ?? '', state.nameRange)
      scene.report('set-in-each', range, `State "${shown(name)}" sets a variable inside the each "${shown(machine)}".`, {
        help: 'Give the value as the result of the element, and set the variable from the list of results after the each.',
      })
    }
  }
}
