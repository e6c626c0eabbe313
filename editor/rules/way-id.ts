import { theStart, type Flow, type Way } from '../../engine/index.ts'
import type { SkillView } from './skill-view.ts'

/** Gives every way with a name of its own, which holds while its state keeps its name: kind and number among those of its kind. */
export function namedWays(flow: Flow): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>()
  if (flow.start !== undefined) ways.set(`${theStart} start 0`, flow.start)
  for (const { key, successors } of flow.states.values()) {
    const counts = new Map<string, number>()
    for (const way of successors) {
      const count = counts.get(way.why) ?? 0
      counts.set(way.why, count + 1)
      ways.set(`${key} ${way.why} ${count}`, way)
    }
  }
  return ways
}

const known = new WeakMap<Flow, ReadonlyMap<string, Way>>()

/** Gives the way of a name that `namedWays` gave; nothing when it is no longer there. */
export function wayAt({ flow }: SkillView, id: string): Way | undefined {
  const ways = known.get(flow) ?? namedWays(flow)
  known.set(flow, ways)
  return ways.get(id)
}
