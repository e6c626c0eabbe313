import { isSnakeCase } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { stateAt } from '../rules/state-path.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { stateReferences } from './references.ts'
import { renameReferences } from './rename-references.ts'

/** Gives the edits that rename a state wherever it is named: targets, expressions that see it, starts, events of its end, tests. */
export function renameState(view: SkillView, { state, name }: { readonly state: string; readonly name: string }): Command {
  const target = stateAt(view, state)
  if (target === undefined) return refuse(`There is no state "${state}".`)
  const old = target.state.name
  if (name === old) return { edits: [] }
  if (!isSnakeCase(name)) return refuse('The name of a state has small letters, digits and underscores, begins with a letter and is at most 64 letters long.')
  if (view.byName.has(name)) return refuse(`There is a state "${name}" already.`)
  if ([...view.flow.states.values()].filter((one) => one.state.name === old).length > 1) return refuse(`More than one state is called "${old}", so it is not clear which one is meant. Change one of the names in the text first.`)
  const draft = new Draft(view)
  renameReferences(draft, stateReferences(view, target), name, (after) => {
    const renamed = after.byName.get(name)
    return renamed === undefined ? [] : stateReferences(after, renamed)
  })
  return finish(draft, { selects: name, renamed: { [target.key]: name } }, { strict: true })
}
