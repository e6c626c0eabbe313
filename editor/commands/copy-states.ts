import { childrenOf, pathOf, stateAt } from '../rules/state-path.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { refuse } from './command.ts'
import { Draft } from './draft.ts'
import { stateLines } from './state-lines.ts'

/** Gives states as YAML at the margin, in the order of the file, to be pasted anywhere. States inside a chosen group come with it. */
export function copyStates(view: SkillView, { states }: { readonly states: readonly string[] }): { readonly yaml: string } | { readonly refused: string } {
  const chosen = states.map((name) => stateAt(view, name))
  const missing = states.find((_, index) => chosen[index] === undefined)
  if (missing !== undefined) return refuse(`There is no state "${missing}".`)
  const keys = new Set(chosen.map((state) => state?.key))
  const isWithin = (parent: string | undefined): boolean => {
    for (let key = parent; key !== undefined; key = view.flow.states.get(key)?.parent) if (keys.has(key)) return true
    return false
  }
  const draft = new Draft(view)
  const parts: string[] = []
  for (const state of view.flow.states.values()) {
    if (!keys.has(state.key) || isWithin(state.parent)) continue
    const lines = stateLines(draft, pathOf(view, state))
    if (lines === undefined) return refuse(`"${state.name}" stands elsewhere in the file, under a "*name".`)
    parts.push(lines.trimEnd())
  }
  return { yaml: parts.length === 0 ? '' : `${parts.join(childrenOf(view, undefined).length > 1 ? '\n\n' : '\n')}\n` }
}
