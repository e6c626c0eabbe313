import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function confirmWithoutNo(scene: Scene): void {
  for (const { name, state } of scene.states) {
    if (state.activity.kind !== 'confirm' || state.activity.no !== undefined) continue
    scene.report('confirm-without-no', scene.places.keyRange(state, 'confirm', state.nameRange), `When the person says no in "${shown(name)}", the run stops.`, { help: 'Add "no:" with the state to go on with.' })
  }
}
