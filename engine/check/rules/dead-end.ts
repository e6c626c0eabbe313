import type { FlowState } from '../../flow/flow.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function deadEnd(scene: Scene): void {
  const led = new Map<string, boolean>()
  for (const state of scene.states) {
    if (state.state.activity.kind !== 'rest' || state.state.disabled || !scene.reached.has(state.key)) continue
    if (state.successors.some((way) => way.why !== 'skip') || isLedAway(scene, state.parent, led)) continue
    scene.report('dead-end', state.state.nameRange, `A run that comes to "${shown(state.name)}" stays there for ever.`, {
      help: 'Give it an event, a time ("after") or a condition ("always") with a state to go to, or end the run.',
    })
  }
}

/** Whether something around a state in `holder` can end its rest. */
function isLedAway(scene: Scene, holder: string | undefined, known: Map<string, boolean>): boolean {
  const state = holder === undefined ? undefined : scene.flow.states.get(holder)
  if (state === undefined) return false
  const found = known.get(state.key) ?? (leadsAway(scene, state) || isLedAway(scene, state.parent, known))
  known.set(state.key, found)
  return found
}

function leadsAway(scene: Scene, holder: FlowState): boolean {
  const { activity, timeout } = holder.state
  if (timeout !== undefined || (activity.kind === 'together' && activity.first)) return true
  if (holder.successors.some((way) => way.why === 'on' || way.why === 'after' || way.why === 'always')) return true
  return activity.kind === 'together' && leadsOut(scene, holder)
}

/** Whether a state inside `holder` goes to one outside it, which ends all its branches. */
function leadsOut(scene: Scene, holder: FlowState): boolean {
  const inside = new Set<string>([holder.key])
  for (const key of inside) for (const child of scene.flow.states.get(key)?.children ?? []) inside.add(child)
  return [...inside].some((key) => key !== holder.key && scene.flow.states.get(key)?.successors.some((way) => !inside.has(way.to)))
}
