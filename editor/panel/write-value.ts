import type { Json, Path } from '../../engine/index.ts'
import type { Command } from '../commands/command.ts'
import { removeKey, removeTopKey, setKey, setTopKey, type FormValue } from '../commands/set-key.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { pathOf, stateAt } from '../rules/state-path.ts'

/** What a form is of: a state, by its key, or the skill itself. */
export interface FormRoot {
  readonly state: string | undefined
}

export type ValueChange = FormValue | { readonly removed: true }

/** Gives the edits for one value of a form, by the one command for its place. */
export function writeValue(view: SkillView, { state }: FormRoot, key: Path, change: ValueChange): Command {
  if ('removed' in change) return state === undefined ? removeTopKey(view, { key }) : removeKey(view, { state, key })
  return state === undefined ? setTopKey(view, { key, value: change }) : setKey(view, { state, key, value: change })
}

/** Gives where a form stands in the document; nothing when its state is gone. */
export function rootPath(view: SkillView, { state }: FormRoot): Path | undefined {
  if (state === undefined) return []
  const found = stateAt(view, state)
  return found === undefined ? undefined : pathOf(view, found)
}

/** Gives a change from a value or from nothing. */
export function changeTo(value: Json | undefined): ValueChange {
  return value === undefined ? { removed: true } : { json: value }
}
