import type { FlowState } from '../../flow/flow.ts'
import type { Target } from '../../terms/skill.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'
import { waysIn } from '../targets-of.ts'

/** No `together` anyone reads has more branches. */
const mostTargets = 200

export function badFork(scene: Scene): void {
  for (const { state } of scene.states) {
    for (const targets of [state.next ?? [], ...waysIn(state).map((way) => way.targets)]) checkFork(scene, targets)
  }
}

function checkFork(scene: Scene, targets: readonly Target[]): void {
  const known = targets.filter((target) => scene.byName.has(target.state)).slice(0, mostTargets)
  for (const [index, target] of known.entries()) {
    const clash = known.slice(0, index).find((other) => !fork(scene, other.state, target.state))
    if (clash === undefined) continue
    const words = clash.state === target.state ? `"${shown(target.state)}" stands twice among the targets.` : `"${shown(clash.state)}" and "${shown(target.state)}" can not both be entered.`
    scene.report('bad-fork', target.range, words, { help: 'Several targets must lie in different branches of the same "together".' })
    return
  }
}

/** Whether two states lie in different branches of one `together`. */
function fork(scene: Scene, a: string, b: string): boolean {
  const ways = chain(scene, a)
  const others = chain(scene, b)
  const meet = ways.find((state) => others.includes(state))
  return meet !== undefined && meet.state.activity.kind === 'together' && ways[0] !== meet && others[0] !== meet
}

function chain(scene: Scene, name: string): FlowState[] {
  const found: FlowState[] = []
  for (let state = scene.byName.get(name); state !== undefined; state = state.parent === undefined ? undefined : scene.flow.states.get(state.parent)) found.push(state)
  return found
}
