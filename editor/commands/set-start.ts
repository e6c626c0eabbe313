import type { SkillView } from '../rules/skill-view.ts'
import { stateAt } from '../rules/state-path.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { startPlace } from './state-lines.ts'

/** Gives the edits that make a state the first of its list: of the skill, or of the group that holds it. */
export function setStart(view: SkillView, { state }: { readonly state: string }): Command {
  const target = stateAt(view, state)
  if (target === undefined) return refuse(`There is no state "${state}".`)
  const place = startPlace(view, target.parent)
  if (place === undefined) return refuse('All branches of a together begin at once.')
  return finish(new Draft(view).set(place.path, { json: target.state.name }), { selects: target.key })
}
