import { isSnakeCase } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { inputReferences, varReferences } from './references.ts'
import { renameReferences } from './rename-references.ts'

interface Names {
  readonly from: string
  readonly to: string
}

/** Gives the edits that rename an input: its declaration, expressions, bounds, examples and tests. */
export function renameInput(view: SkillView, names: Names): Command {
  return renameField(view, names, 'input', view.skill.inputs, inputReferences)
}

/** Gives the edits that rename a variable: its declaration, expressions and what sets it. */
export function renameVar(view: SkillView, names: Names): Command {
  return renameField(view, names, 'variable', view.skill.vars, varReferences)
}

function renameField(view: SkillView, { from, to }: Names, what: string, known: object, find: typeof inputReferences): Command {
  if (!Object.hasOwn(known, from)) return refuse(`There is no ${what} "${from}".`)
  if (from === to) return { edits: [] }
  if (!isSnakeCase(to)) return refuse(`The name of an ${what === 'input' ? 'input' : 'entry of "vars"'} has small letters, digits and underscores, begins with a letter and is at most 64 letters long.`)
  if (Object.hasOwn(known, to)) return refuse(`There is ${what === 'input' ? 'an input' : 'a variable'} "${to}" already.`)
  const draft = new Draft(view)
  renameReferences(draft, find(view, from), to, (after) => find(after, to))
  return finish(draft, {}, { strict: true })
}
