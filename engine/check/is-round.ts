import { isGroup, type Flow, type FlowState, type Way } from '../flow/flow.ts'
import { strongComponents } from '../flow/strong-components.ts'

/**
 * Whether ways of the file lead round among these states. A group that is entered, works and is finished is no round,
 * though everything in it is connected: entering, being inside and having finished are told apart.
 */
export function isRound(flow: Flow, keys: readonly string[]): boolean {
  const numbers = new Map(keys.map((key, index) => [key, index * 3]))
  const leaving: number[][] = Array.from({ length: keys.length * 3 }, () => [])
  for (const key of keys) {
    const state = flow.states.get(key)
    const node = numbers.get(key) ?? 0
    if (state === undefined) continue
    leaving[node]?.push(node + during)
    if (!isGroup(state.state)) leaving[node + during]?.push(node + out)
    const holder = state.parent === undefined ? undefined : numbers.get(state.parent)
    if (holder !== undefined) leaving[node + during]?.push(holder + during)
    for (const way of state.successors) {
      const to = numbers.get(way.to)
      if (to !== undefined) leaving[node + departure(state, way)]?.push(way.finishes === true ? to + out : to)
    }
  }
  const components = strongComponents(leaving)
  return components.count < leaving.length || leaving.some((next, node) => next.includes(node))
}

const during = 1
const out = 2

function departure({ state }: FlowState, { why }: Way): number {
  if (why === 'skip' || why === 'start' || why === 'item' || why === 'history') return 0
  const inside = why === 'on' || why === 'after' || why === 'always' || why === 'catch' || why === 'failed'
  return inside || !isGroup(state) ? during : out
}
