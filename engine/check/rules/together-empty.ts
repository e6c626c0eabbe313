import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function togetherEmpty(scene: Scene): void {
  for (const { name, state } of scene.states) {
    const entry = scene.places.entry(state, 'together')
    if (state.activity.kind !== 'together' || state.activity.branches.length > 0 || entry === undefined) continue
    const empty = entry.value.kind === 'map' ? entry.value.entries.length === 0 : entry.value.kind === 'scalar' && entry.value.value === null
    if (empty) scene.report('together-empty', entry.keyRange, `The "together" of "${shown(name)}" has no branches.`, { help: 'Write each branch as a state with a name.' })
  }
}
