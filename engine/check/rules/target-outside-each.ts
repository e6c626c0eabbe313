import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'
import { targetsOf } from '../targets-of.ts'

export function targetOutsideEach(scene: Scene): void {
  for (const { name, state, machine } of scene.states) {
    for (const { key, target } of targetsOf(state)) {
      const found = scene.byName.get(target.state)
      if (found === undefined || found.machine === machine) continue
      const inside = found.machine === undefined ? 'outside the "each" it is part of' : `inside the "each" of "${shown(found.machine)}"`
      const help = key === 'catch' ? 'Elements run side by side. Use "keep" to go on with a value, and look at the list of results after the each.' : 'Elements run side by side. Leave the way on out, and look at the list of results after the each.'
      scene.report('target-outside-each', target.range, `State "${shown(name)}" can not go to "${shown(target.state)}", which lies ${inside}.`, { help })
    }
  }
}
