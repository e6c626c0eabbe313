import { parseDocument } from '../../engine/index.ts'
import { viewSkill, type SkillView } from '../rules/skill-view.ts'
import { childrenOf, stateAt } from '../rules/state-path.ts'
import { placeOf, type Spot } from './add-state.ts'
import { refuse, type Command } from './command.ts'
import { copyStates } from './copy-states.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { changedWays, holdWay } from './hold-ways.ts'
import { insertLines } from './insert-lines.ts'
import { freeName } from './names.ts'
import { stateReferences } from './references.ts'
import { renameReferences } from './rename-references.ts'
import { neighbours, stateLines } from './state-lines.ts'

const longest = 500_000
const head = 'chela: 1\nname: pasted\nstates:\n'
/** What is pasted may speak of states and inputs that are not here: that shows on it. */
const allows = ['unknown-target', 'unknown-name', 'unknown-field', 'unknown-var', 'target-outside-each', 'bad-fork', 'unknown-start']

/** Gives the edits that put states written as YAML at a place. Names that are taken get a number, and what the states say of each other follows. */
export function pasteStates(view: SkillView, { yaml, spot }: { readonly yaml: string; readonly spot: Spot }): Command {
  const place = placeOf(view, spot)
  if ('refused' in place) return place
  const pasted = readPasted(view, yaml)
  if ('refused' in pasted) return pasted
  const source = withFreeNames(view, pasted.view)
  if (source.refused !== undefined) return refuse(source.refused)
  const draft = new Draft(view)
  let where = place.where
  const keys = childrenOf(source.view, undefined)
  const names: string[] = []
  for (const key of keys) {
    const name = source.view.flow.states.get(key)?.state.name ?? key
    const lines = stateLines(source, ['states', name])
    if (lines === undefined) return refuse('A state of it stands under a "*name" and can not be pasted.')
    insertLines(draft, place.path, name, lines, where)
    if (where === undefined || 'after' in where) where = { after: name }
    names.push(name)
  }
  const [first] = names
  return finish(draft, first === undefined ? {} : { selects: first }, { allows })
}

/** Gives the edits that put a copy of a state behind it. The state goes on leading where it did; so does the copy. */
export function duplicateState(view: SkillView, { state: name }: { readonly state: string }): Command {
  const state = stateAt(view, name)
  if (state === undefined) return refuse(`There is no state "${name}".`)
  const copied = copyStates(view, { states: [state.key] })
  if ('refused' in copied) return copied
  const pasted = pasteStates(view, { yaml: copied.yaml, spot: { after: state.state.name } })
  if ('refused' in pasted) return pasted
  const draft = new Draft(view).splice(pasted.edits)
  const { after } = neighbours(view, state.key)
  if (after !== undefined) holdWay(draft, state.key, after)
  const notes = changedWays(view, draft.view)
  return finish(draft, { ...(pasted.selects !== undefined && { selects: pasted.selects }), ...(notes.length > 0 && { notes }) })
}

/** A map of states, or a whole skill whose states are meant. */
function readPasted(view: SkillView, yaml: string): { readonly view: SkillView } | { readonly refused: string } {
  if (yaml.length > longest) return refuse('This is too long to be pasted.')
  const { root, diagnostics } = parseDocument(yaml)
  if (diagnostics.some(({ severity }) => severity === 'error')) return refuse('This is no YAML of states.')
  if (root?.kind !== 'map' || root.entries.length === 0) return refuse('States are pasted as a map of their names.')
  const isSkill = root.entries.some(({ key }) => key === 'states')
  const lines = yaml.replaceAll('\r\n', '\n').split('\n')
  const text = isSkill ? yaml : root.flow ? `${head.trimEnd()} ${yaml.trim()}\n` : head + lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')
  const read = viewSkill(text, view.knowledge)
  const sound = read.flow.states.size > 0 && !read.document.diagnostics.some(({ severity }) => severity === 'error')
  const plain = sound && [...read.flow.states.values()].every(({ state }) => /^[a-z][a-z0-9_]{0,63}$/.test(state.name))
  return plain && read.byName.size > 0 ? { view: read } : refuse('This is no YAML of states.')
}

/** Gives what is pasted with names that are free in `view`. */
function withFreeNames(view: SkillView, pasted: SkillView): Draft {
  const draft = new Draft(pasted)
  for (const name of [...pasted.byName.keys()]) {
    const state = draft.view.byName.get(name)
    if (state === undefined || !view.byName.has(name) || isInner(draft.view, name)) continue
    const fresh = freeName(view, name, new Set(draft.view.byName.keys()))
    renameReferences(draft, stateReferences(draft.view, state), fresh, (after) => {
      const renamed = after.byName.get(fresh)
      return renamed === undefined ? [] : stateReferences(after, renamed)
    })
  }
  return draft
}

/** The one state of an `each` with one activity has no name of its own in the file. */
function isInner(view: SkillView, name: string): boolean {
  const state = view.byName.get(name)
  return state !== undefined && stateAt(view, state.key)?.key !== state.key
}
