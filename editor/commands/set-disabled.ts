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
