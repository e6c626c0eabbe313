import type { EventTransition } from '../../terms/skill.ts'
import { neverLookedAt, type Branch } from '../never-looked-at.ts'
import type { Scene } from '../scene.ts'

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
  for (const branch of branches) if (branch.if?.text === 'false') scene.report('branch-never-taken', branch.if.range, 'This condition never holds.', { help: 'Remove it.' })
  const [never] = neverLookedAt(branches)
  if (never !== undefined) scene.report('branch-never-taken', never.range, 'This is never looked at: the one before it always holds.', { help: 'Put it before, or remove it.' })
}
