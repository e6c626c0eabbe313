import type { FlowState } from '../../flow/flow.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function duplicateState(scene: Scene): void {
  const first = new Map<string, FlowState>()
  for (const state of scene.states) {
    const { name, nameRange } = state.state
    const other = first.get(name)
    if (other === undefined) {
      first.set(name, state)
      continue
    }
    const made = [state, other].find((one) => isMade(scene, one))
    const written = made === state ? other : state
    const message = made === undefined ? `There is another state "${shown(name)}" in this file.` : `The each "${shown(made.name)}" already has a state "${shown(name)}" for its elements.`
    scene.report('duplicate-state', made === undefined ? nameRange : written.state.nameRange, message, { help: 'Give one of them another name; names of states are unique in the whole file.' })
  }
}

/** Whether a state was made for the one activity of an `each`. */
function isMade(scene: Scene, state: FlowState): boolean {
  const parent = state.parent === undefined ? undefined : scene.flow.states.get(state.parent)
  return parent?.state.activity.kind === 'each' && parent.state.activity.single
}
