import { canEnd, cyclesOf, placeOf, roundOf } from '../cycle-words.ts'
import { insertLimit } from '../insert-limit.ts'
import type { Scene } from '../scene.ts'

/** One diagnostic for all cycles: they have one cure. */
export function unboundedCycle(scene: Scene): void {
  if (scene.skill.limits.stepsWritten) return
  const [first, ...more] = cyclesOf(scene).filter((cycle) => !cycle.bounded && (cycle.takesTime || canEnd(scene, cycle)))
  if (first === undefined) return
  const others = more.length === 0 ? '' : ` (and ${more.length} more such ${more.length === 1 ? 'round' : 'rounds'})`
  const edits = insertLimit(scene)
  scene.report('unbounded-cycle', placeOf(scene, first), `${roundOf(scene, first)}, and nothing says how often${others}.`, {
    help: 'Write "limits: { steps: 1000 }", or count the rounds in a variable and compare it with a number.',
    fix: edits === undefined ? undefined : { title: 'Allow 1000 steps', edits },
  })
}
