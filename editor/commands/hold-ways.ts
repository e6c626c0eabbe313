import type { SkillView } from '../rules/skill-view.ts'
import { pathOf } from '../rules/state-path.ts'
import { isImplicit } from '../rules/way-place.ts'
import type { Draft } from './draft.ts'

/** Says whether a state leads to what follows it, because it does not say otherwise; `skips`: only when it is passed over. */
export function fallsOn(view: SkillView, key: string): 'no' | 'skips' | 'falls' {
  const ways = (view.flow.states.get(key)?.successors ?? []).filter((way) => isImplicit(view, way))
  if (ways.length === 0) return 'no'
  return ways.every(({ why }) => why === 'skip') ? 'skips' : 'falls'
}

/** Writes down where a state leads by itself, so that it still leads there when something else follows. */
export function holdWay(draft: Draft, key: string, to: string): void {
  const { view } = draft
  const state = view.flow.states.get(key)
  const target = view.flow.states.get(to)
  if (state === undefined || target === undefined || fallsOn(view, key) !== 'falls') return
  draft.set([...pathOf(view, state), 'next'], { json: target.state.name })
}

/** Gives what lead elsewhere than before, in sentences; of the states in `besides` nothing is told. */
export function changedWays(before: SkillView, after: SkillView, besides: ReadonlySet<string> = new Set()): readonly string[] {
  const notes: string[] = []
  for (const [key, { successors, name }] of before.flow.states) {
    const now = after.flow.states.get(key)
    if (now === undefined || besides.has(key)) continue
    const old = targets(successors)
    const fresh = targets(now.successors)
    const lost = old.filter((to) => !fresh.includes(to) && !besides.has(to))
    const found = fresh.filter((to) => !old.includes(to) && !besides.has(to))
    if (lost.length > 0 || found.length > 0) notes.push(`"${name}" now leads ${found.length === 0 ? 'elsewhere' : `to ${found.map((to) => `"${to}"`).join(', ')}`}${lost.length === 0 ? '' : ` instead of ${lost.map((to) => `"${to}"`).join(', ')}`}.`)
  }
  return notes.slice(0, 20)
}

function targets(ways: readonly { readonly to: string }[]): readonly string[] {
  return [...new Set(ways.map(({ to }) => to))]
}
