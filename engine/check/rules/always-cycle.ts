import { canEnd, cyclesOf, placeOf, roundOf } from '../cycle-words.ts'
import type { Scene } from '../scene.ts'

export function alwaysCycle(scene: Scene): void {
  for (const cycle of cyclesOf(scene)) {
    if (cycle.takesTime || cycle.bounded || canEnd(scene, cycle)) continue
    scene.report('always-cycle', placeOf(scene, cycle), `${roundOf(scene, cycle)} without ever doing anything.`, {
      help: 'Put an activity such as a "wait" into the round, or a way out of it.',
    })
  }
}
