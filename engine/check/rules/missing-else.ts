import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function missingElse(scene: Scene): void {
  for (const { name, state, successors } of scene.states) {
    if (state.activity.kind !== 'choose' || state.next !== undefined || state.activity.branches.length === 0) continue
    if (state.activity.branches.some((branch) => branch.if === undefined || branch.if.text === 'true')) continue
    const follow = successors.find((way) => way.why === 'otherwise')
    const next = follow === undefined ? undefined : scene.flow.states.get(follow.to)?.name
    const words = next === undefined || follow?.finishes === true ? 'what follows' : `"${shown(next)}"`
    scene.report('missing-else', scene.places.keyRange(state, 'choose', state.nameRange), `When no branch of "${shown(name)}" holds, the run goes on to ${words}.`, {
      help: 'Say so with a last branch that has no "if", or with "next".',
    })
  }
}
