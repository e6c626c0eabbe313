import { isGroup } from '../../engine/index.ts'
import type { SkillView } from './skill-view.ts'
import { isSingle, stateAt } from './state-path.ts'

/** Gives why a state can not be moved into a group (`undefined`: to the top), in a sentence; `undefined` when it can. */
export function whyNotDrop(view: SkillView, name: string, group: string | undefined): string | undefined {
  const state = stateAt(view, name)
  if (state === undefined) return `There is no state "${name}".`
  const { kind } = state.state.activity
  if (group === undefined) return kind === 'leave' || kind === 'history' ? `"${state.name}" belongs in a group.` : undefined
  const holder = stateAt(view, group)
  if (holder === undefined || !isGroup(holder.state) || isSingle(holder)) return `"${group}" is not a group.`
  for (let one: string | undefined = holder.key; one !== undefined; one = view.flow.states.get(one)?.parent) {
    if (one === state.key) return 'A group can not be moved into itself.'
  }
  return undefined
}
