import type { SkillView } from '../rules/skill-view.ts'
import { isSingle, listPath, pathOf, stateAt } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { changedWays, holdWay } from './hold-ways.ts'
import { insertLines } from './insert-lines.ts'
import { stateReferences } from './references.ts'
import { removeState, startPlace, stateLines } from './state-lines.ts'
import { startName } from './wrap-in-group.ts'

/** Keys of a group that mean nothing once its states stand alone. */
const plainKeys: readonly string[] = ['states', 'together', 'start', 'next', 'title', 'note', 'first']

/** Gives the edits that put the states of a group in its place. Ways to the group lead to its first state, its last state leads where the group did. */
export function unwrapGroup(view: SkillView, { state: name }: { readonly state: string }): Command {
  const group = stateAt(view, name)
  const kind = group?.state.activity.kind
  if (group === undefined || isSingle(group) || (kind !== 'states' && kind !== 'together')) return refuse(kind === 'each' ? 'The states of an each stand for every element: they can not stand alone.' : `"${name}" is not a group.`)
  const node = nodeAt(view, pathOf(view, group))
  const more = node?.kind === 'map' ? node.entries.find(({ key }) => !plainKeys.includes(key)) : undefined
  if (more !== undefined) return refuse(`"${group.name}" has "${more.key}", which would be lost. Take that away first.`)
  const references = stateReferences(view, group).filter((reference) => reference.kind !== 'declares')
  const odd = references.find(({ kind: how, range }) => how === 'reads' || view.text.slice(range.start - 5, range.start) === 'done.')
  if (odd !== undefined) return refuse(`"${view.flow.states.get(odd.owner ?? '')?.name ?? ''}" speaks of what "${group.name}" gives or of its end. Change that first.`)
  const children = group.children.map((key) => view.flow.states.get(key)).filter((state) => state !== undefined)
  const first = children.find(({ state }) => state.name === (kind === 'states' ? startName(view, group.key) : children[0]?.state.name)) ?? children[0]
  const last = children.at(-1)
  if (first === undefined || last === undefined) return refuse('There is no state in this group.')
  if ((group.state.next?.length ?? 0) > 1) return refuse('The group leads to several states at once.')
  const draft = new Draft(view).splice(references.map(({ range }) => ({ range, text: first.state.name })))
  const [next] = group.state.next ?? []
  const goal = next === undefined ? undefined : view.byName.get(next.state)
  if (goal !== undefined) holdWay(draft, last.key, goal.key === group.key ? first.key : goal.key)
  putOut(draft, children.map(({ state }) => state.name), group.state.name, pathOf(view, group), listPath(view, group.parent), kind)
  const start = startPlace(view, group.parent)
  const begins = startName(view, group.parent) === group.state.name
  if (begins && start?.written === false && first !== children[0]) draft.set(start.path, { json: first.state.name })
  if (draft.refused !== undefined) return refuse(draft.refused)
  const notes = changedWays(view, draft.view, new Set([group.key]))
  return finish(draft, { selects: first.key, ...(notes.length > 0 && { notes }) })
}

function putOut(draft: Draft, names: readonly string[], group: string, path: ReturnType<typeof pathOf>, list: ReturnType<typeof listPath>, key: string): void {
  for (const name of names) {
    const lines = stateLines(draft, [...path, key, name])
    if (lines === undefined) return void draft.refuse('One of the states stands elsewhere in the file, under a "*name".')
    insertLines(draft, list, name, lines, { before: group })
  }
  removeState(draft, path)
}
