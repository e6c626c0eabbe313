import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function historyOutsideGroup(scene: Scene): void {
  for (const { name, state, parent } of scene.states) {
    if (state.activity.kind !== 'history') continue
    const holder = parent === undefined ? undefined : scene.flow.states.get(parent)
    if (holder?.state.activity.kind === 'states') continue
    scene.report('history-outside-group', scene.places.keyRange(state, 'history', state.nameRange), `State "${shown(name)}" is in no group that remembers where it was left.`, {
      help: 'Put it inside the "states" of a group.',
    })
  }
}
