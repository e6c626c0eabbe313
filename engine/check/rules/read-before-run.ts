import type { FlowState } from '../../flow/flow.ts'
import { reachable } from '../../flow/reach.ts'
import { pathRange } from '../cel-faults.ts'
import { shown } from '../reader.ts'
import { hasResult } from '../result-type.ts'
import type { Scene } from '../scene.ts'

/** How much searching one file may cost: states searched from, times states. */
const mostWork = 1_000_000

export function readBeforeRun(scene: Scene): void {
  const after = new Map<string, ReadonlySet<string>>()
  let work = 0
  for (const { cel, owner, reads } of scene.cels) {
    if (owner === undefined || !scene.reached.has(owner.key)) continue
    for (const name of new Set(reads.map((path) => path[0] ?? ''))) {
      const read = scene.byName.get(name)
      if (read === undefined || !hasResult(read.state) || isHidden(scene, owner, name) || isAround(scene, read, owner) || isAround(scene, owner, read) || areBeside(scene, read, owner)) continue
      if (!after.has(read.key)) {
        work += scene.states.length
        if (work > mostWork) return
        after.set(read.key, reachable(scene.flow, read.key))
      }
      if (after.get(read.key)?.has(owner.key) === true) continue
      scene.report('read-before-run', pathRange(scene, cel, [name]), `"${shown(name)}" can not have run before "${shown(owner.name)}", so it has no result here.`, {
        help: 'Read a state that runs before, or change the order.',
      })
    }
  }
}

/** Whether the name means the element of an each here. */
function isHidden(scene: Scene, owner: FlowState, name: string): boolean {
  for (let machine = owner.machine; machine !== undefined; machine = scene.flow.states.get(machine)?.machine) {
    const activity = scene.flow.states.get(machine)?.state.activity
    if (activity?.kind === 'each' && (activity.as === name || name === 'index')) return true
  }
  return false
}

/** Whether `outer` is `inner` or holds it. */
function isAround(scene: Scene, outer: FlowState, inner: FlowState): boolean {
  for (let state: FlowState | undefined = inner; state !== undefined; state = state.parent === undefined ? undefined : scene.flow.states.get(state.parent)) {
    if (state.key === outer.key) return true
  }
  return false
}

/** Whether two states lie in branches of one `together`, so that either may come first. */
function areBeside(scene: Scene, a: FlowState, b: FlowState): boolean {
  for (let holder = a.parent; holder !== undefined; holder = scene.flow.states.get(holder)?.parent) {
    const state = scene.flow.states.get(holder)
    if (state?.state.activity.kind === 'together' && isAround(scene, state, b)) return true
  }
  return false
}
