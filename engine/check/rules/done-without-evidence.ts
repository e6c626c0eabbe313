import { reachable } from '../../flow/reach.ts'
import { callsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

/** How many ways on are followed; one is enough for most files. */
const mostSearches = 50

export function doneWithoutEvidence(scene: Scene): void {
  const ends = scene.states.filter(({ state, machine }) => state.activity.kind === 'end' && state.activity.outcome === 'done' && state.activity.evidence === undefined && machine === undefined)
  if (ends.length === 0) return
  const changing = new Set(callsOf(scene).filter(({ key, tool }) => key === 'call' && tool !== undefined && tool.class !== 'read').map(({ owner }) => owner.key))
  const told = new Set<string>()
  for (const change of [...changing].slice(0, mostSearches)) {
    const after = reachable(scene.flow, change)
    for (const end of ends) {
      if (!after.has(end.key) || told.has(end.key)) continue
      told.add(end.key)
      scene.report('done-without-evidence', scene.places.keyRange(end.state, 'end', end.state.nameRange), `"${shown(end.name)}" says done, but nothing looks whether it is.`, { help: 'Add "evidence:" with a condition on what was done, such as file_exists(...).' })
    }
    if (told.size === ends.length) return
  }
}
