import { cycles, type Cycle } from '../flow/cycles.ts'
import type { Flow } from '../flow/flow.ts'
import type { Range } from '../terms/position.ts'
import { isRound } from './is-round.ts'
import { shown } from './reader.ts'
import type { Scene } from './scene.ts'

const known = new WeakMap<Flow, readonly Cycle[]>()

/** Gives the cycles of the skill; several rules ask. */
export function cyclesOf({ flow }: Scene): readonly Cycle[] {
  const found = known.get(flow) ?? cycles(flow).filter((cycle) => isRound(flow, cycle.states))
  known.set(flow, found)
  return found
}

/** Whether a state of the cycle may also go elsewhere. */
export function canEnd(scene: Scene, cycle: Cycle): boolean {
  const inside = new Set(cycle.states)
  return cycle.states.some((key) => scene.flow.states.get(key)?.successors.some((way) => !inside.has(way.to) && way.why !== 'failed'))
}

/** Gives the stretch that leads back: the first way of the cycle that goes up in the file. */
export function placeOf(scene: Scene, cycle: Cycle): Range {
  const inside = new Set(cycle.states)
  const states = cycle.states.map((key) => scene.flow.states.get(key)).filter((state) => state !== undefined)
  for (const state of states) {
    const back = state.successors.find((way) => inside.has(way.to) && (scene.flow.states.get(way.to)?.order ?? 0) <= state.order)
    if (back !== undefined) return back.range
  }
  return states[0]?.state.nameRange ?? { start: 0, end: 0 }
}

/** Tells the round: '"look" and "pause" lead round to one another'. */
export function roundOf(scene: Scene, cycle: Cycle): string {
  const names = [...new Set(cycle.states.map((key) => shown(scene.flow.states.get(key)?.name ?? key)))]
  if (names.length === 1) return `"${names[0]}" leads to itself`
  const listed = names.slice(0, 4).map((name) => `"${name}"`)
  const rest = names.length > 4 ? [`${names.length - 4} more`] : []
  const all = [...listed, ...rest]
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)} lead round to one another`
}
