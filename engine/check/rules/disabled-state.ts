import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function disabledState(scene: Scene): void {
  for (const { name, state } of scene.states) {
    const entry = scene.places.entry(state, 'disabled')
    if (state.disabled && entry !== undefined) scene.report('disabled-state', entry.range, `State "${shown(name)}" is switched off and passed over.`)
  }
}
