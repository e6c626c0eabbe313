import type { FlowState } from '../../flow/flow.ts'
import { neverLookedAt } from '../never-looked-at.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function unreachableState(scene: Scene): void {
  const { reached } = scene
  const lost = scene.states.filter(({ key }) => !reached.has(key))
  if (lost.length === 0) return
  const told = new Set<string>()
  // A branch that is never looked at is told as that.
  const named = new Set(scene.states.flatMap(({ state }) => (state.activity.kind === 'choose' ? neverLookedAt(state.activity.branches) : [])).flatMap((branch) => branch.targets.map((target) => target.state)))
  const roots = lost.filter((state) => !followsOther(state, reached))
  for (const state of [...roots, ...lost]) {
    if (told.has(state.key)) continue
    tellAlong(scene, state.key, reached, told)
    if ((state.parent !== undefined && !reached.has(state.parent)) || named.has(state.state.name)) continue
    scene.report('unreachable-state', state.state.nameRange, `Nothing leads to "${shown(state.name)}".`, { help: helpFor(scene, state) })
  }
}

/** Whether a state is lost only because another one is. */
function followsOther({ key, parent, predecessors }: FlowState, reached: ReadonlySet<string>): boolean {
  return (parent !== undefined && !reached.has(parent)) || predecessors.some((way) => way.from !== key && !reached.has(way.from))
}

/** Marks all that would be reached if `key` were: they have the same cause. */
function tellAlong(scene: Scene, key: string, reached: ReadonlySet<string>, told: Set<string>): void {
  const waiting = [key]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (told.has(next) || reached.has(next)) continue
    told.add(next)
    const state = scene.flow.states.get(next)
    for (const way of state?.successors ?? []) waiting.push(way.to)
    for (const child of state?.children ?? []) waiting.push(child)
  }
}

function helpFor(scene: Scene, { key, parent }: FlowState): string {
  const list = parent === undefined ? scene.states.filter((state) => state.parent === undefined) : scene.states.filter((state) => state.parent === parent)
  const before = list[list.findIndex((state) => state.key === key) - 1]
  const why = before === undefined ? '' : `"${shown(before.name)}", which stands before it, goes elsewhere. `
  return `${why}Let a state go here with "next", or remove it.`
}
