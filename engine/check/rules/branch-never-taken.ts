import type { Cel, EventTransition } from '../../terms/skill.ts'
import type { Range } from '../../terms/position.ts'
import type { Scene } from '../scene.ts'

interface Branch {
  readonly if: Cel | undefined
  readonly code?: readonly string[]
  readonly range: Range
}

export function branchNeverTaken(scene: Scene): void {
  for (const { state } of scene.states) {
    if (state.activity.kind === 'choose') checkBranches(scene, state.activity.branches)
    checkBranches(scene, state.always)
    checkBranches(scene, state.catch)
    for (const ways of byEvent(state.on).values()) checkBranches(scene, ways)
    if (state.if?.text === 'false') scene.report('branch-never-taken', state.if.range, 'This condition never holds, so the state is always passed over.', { help: 'Write "disabled: true" to switch a state off.' })
  }
}

function byEvent(ways: readonly EventTransition[]): Map<string, EventTransition[]> {
  const events = new Map<string, EventTransition[]>()
  for (const way of ways) {
    const known = events.get(way.event)
    if (known === undefined) events.set(way.event, [way])
    else known.push(way)
  }
  return events
}

function checkBranches(scene: Scene, branches: readonly Branch[]): void {
  let taken = false
  for (const branch of branches) {
    if (taken) {
      scene.report('branch-never-taken', branch.range, 'This is never looked at: the one before it always holds.', { help: 'Put it before, or remove it.' })
      return
    }
    if (branch.if?.text === 'false') scene.report('branch-never-taken', branch.if.range, 'This condition never holds.', { help: 'Remove it.' })
    taken = (branch.if === undefined || branch.if.text === 'true') && (branch.code ?? []).length === 0
  }
}
