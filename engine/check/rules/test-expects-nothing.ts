import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function testExpectsNothing(scene: Scene): void {
  for (const test of scene.skill.tests) {
    const { end, output, because, calls, states } = test.expect
    if (end !== undefined || output !== undefined || because !== undefined || calls !== undefined || states.length > 0) continue
    scene.report('test-expects-nothing', scene.places.valueRange(test, 'name', test.range), `The test "${shown(test.name)}" expects nothing.`, { help: 'Add "expect:" with end, output, calls or states.' })
  }
}
