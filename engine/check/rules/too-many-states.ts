import type { Scene } from '../scene.ts'

const mostStates = 5_000

export function tooManyStates(scene: Scene): void {
  const over = scene.states[mostStates]
  if (over === undefined) return
  scene.report('too-many-states', over.state.nameRange, `The file has ${scene.states.length} states; at most ${mostStates} are possible.`, {
    help: 'Split it into skills that run one another.',
  })
}
