import type { Json, NewValue, Path } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { pathOf, stateAt } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'

/** A value from a form, or YAML in the words of the person. */
export type FormValue = { readonly json: Json } | { readonly yaml: string }

/** Faults that a person may well make while filling in a form: they are shown where they stand. */
export const whileTyping: readonly string[] = [
  'expression-syntax', 'unknown-name', 'unknown-function', 'unknown-field', 'expression-type', 'expression-arguments', 'not-a-condition', 'bad-duration', 'bad-time', 'wrong-type', 'wrong-value',
  'bad-schema', 'each-not-a-list', 'wrong-assignment', 'wrong-input', 'unknown-input', 'unknown-argument', 'slow-pattern', 'unknown-var', 'default-does-not-fit', 'skill-not-from-input', 'unknown-key', 'misplaced-key',
  'unknown-target', 'confirm-of-no-call', 'test-unknown-input', 'bound-reads-other', 'bound-on-non-control', 'missing-states', 'two-activities', 'bad-input-name',
]

/** Gives the edits that set a key of a state, or a value inside one: `['with', 'to']`. */
export function setKey(view: SkillView, { state, key, value }: { readonly state: string; readonly key: Path; readonly value: FormValue }): Command {
  const target = stateAt(view, state)
  if (target === undefined) return refuse(`There is no state "${state}".`)
  if (key.length === 0) return refuse('No key is named.')
  const [first] = key
  if (first === 'states' || first === 'together') return refuse('The states of a group are changed one by one.')
  return setAt(view, [...pathOf(view, target), ...key], value, target.key)
}

/** Gives the edits that take a key of a state away, or a value inside one. */
export function removeKey(view: SkillView, { state, key }: { readonly state: string; readonly key: Path }): Command {
  const target = stateAt(view, state)
  if (target === undefined) return refuse(`There is no state "${state}".`)
  return removeAt(view, [...pathOf(view, target), ...key], key.length, target.key)
}

/** Gives the edits that set something of the skill itself: its title, an input, a bound of "uses", the limits. */
export function setTopKey(view: SkillView, { key, value }: { readonly key: Path; readonly value: FormValue }): Command {
  if (key.length === 0 || key[0] === 'states' || key[0] === 'chela') return refuse('This is not changed as a whole.')
  return setAt(view, key, value, undefined)
}

/** Gives the edits that take something of the skill itself away. */
export function removeTopKey(view: SkillView, { key }: { readonly key: Path }): Command {
  if (key.length === 0 || key[0] === 'states' || key[0] === 'chela' || key[0] === 'name') return refuse('A skill can not be without this.')
  return removeAt(view, key, key.length, undefined)
}

function setAt(view: SkillView, path: Path, value: NewValue, selects: string | undefined): Command {
  const draft = new Draft(view)
  const missing = path.findIndex((_, index) => nodeAt(view, path.slice(0, index + 1)) === undefined)
  if (missing >= 0 && missing < path.length - 1) {
    const rest = path.slice(missing + 1)
    if ('yaml' in value || rest.some((step) => typeof step === 'number')) return refuse('There is no such place in the file yet.')
    const json = [...rest].reverse().reduce<Json>((inside, step) => ({ [step]: inside }), value.json)
    draft.set(path.slice(0, missing + 1), { json })
  } else draft.set(path, value)
  return finish(draft, selects === undefined ? {} : { selects }, { allows: whileTyping })
}

function removeAt(view: SkillView, path: Path, depth: number, selects: string | undefined): Command {
  if (depth === 0) return refuse('No key is named.')
  if (nodeAt(view, path) === undefined) return { edits: [] }
  return finish(new Draft(view).remove(path), selects === undefined ? {} : { selects }, { allows: whileTyping })
}
