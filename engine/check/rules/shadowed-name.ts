import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function shadowedName(scene: Scene): void {
  for (const { name, state, machine } of scene.states) {
    if (state.activity.kind !== 'each') continue
    const hidden = [state.activity.as, 'index'].find((word) => scene.byName.has(word))
    if (hidden === undefined) continue
    const range = scene.places.entry(state, 'as')?.value.range ?? scene.places.keyRange(state, 'each', state.nameRange)
    const home = scene.byName.get(hidden)?.machine
    if (home !== undefined && home !== machine && home !== state.name) continue
    scene.report('shadowed-name', range, `Inside the each "${shown(name)}", "${hidden}" means ${hidden === 'index' ? 'the number of the element' : 'the element'}, not the state "${hidden}".`, { help: hidden === 'index' ? 'Give the state another name.' : 'Choose another name with "as".' })
  }
}
