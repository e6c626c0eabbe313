import type { SkillView } from '../rules/skill-view.ts'
import { pathOf, stateAt } from '../rules/state-path.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'

/** Gives the edits that switch a state off, so that it is passed over, or on again. */
export function setDisabled(view: SkillView, { state, disabled }: { readonly state: string; readonly disabled: boolean }): Command {
  const target = stateAt(view, state)
  if (target === undefined) return refuse(`There is no state "${state}".`)
  const path = [...pathOf(view, target), 'disabled']
  const draft = new Draft(view)
  if (disabled) draft.set(path, { json: true })
  else if (target.state.disabled) draft.remove(path)
  return finish(draft, { selects: target.key })
}

/** Gives the edits that switch several states off or on at once. */
export function setAllDisabled(view: SkillView, { states, disabled }: { readonly states: readonly string[]; readonly disabled: boolean }): Command {
  const draft = new Draft(view)
  for (const name of states) {
    const state = stateAt(view, name)
    if (state === undefined) return refuse(`There is no state "${name}".`)
    const path = [...pathOf(view, state), 'disabled']
    if (disabled) draft.set(path, { json: true })
    else if (state.state.disabled) draft.remove(path)
  }
  return finish(draft)
}
