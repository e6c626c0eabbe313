import type { SkillView } from '../rules/skill-view.ts'
import { listPath, pathOf } from '../rules/state-path.ts'
import { nameFor } from './add-state.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { changedWays } from './hold-ways.ts'
import { insertLines } from './insert-lines.ts'
import { removeState, rowOf, startPlace, stateLines } from './state-lines.ts'

interface Wrapping {
  /** They follow each other in one list. */
  readonly states: readonly string[]
  readonly kind: 'states' | 'each' | 'together'
  readonly name?: string | undefined
}

/** Gives the edits that put a group around states that follow each other: one after another, once per element, or all at once. */
export function wrapInGroup(view: SkillView, { states, kind, name }: Wrapping): Command {
  const row = rowOf(view, states)
  if (row === undefined || row.keys.length === 0) return refuse('States that are put into a group must follow each other in one list.')
  const chosen = nameFor(view, kind === 'states' ? 'group' : kind === 'each' ? 'for_each' : 'together', name)
  if ('refused' in chosen) return chosen
  const draft = new Draft(view)
  const members = row.keys.map((key) => view.flow.states.get(key)).filter((state) => state !== undefined)
  const lines = members.map((state) => stateLines(draft, pathOf(view, state)))
  const [first] = members
  if (first === undefined || lines.some((one) => one === undefined)) return refuse('One of the states stands elsewhere in the file, under a "*name".')
  const names = members.map(({ state }) => state.name)
  const start = startPlace(view, row.parent)
  const written = start?.written === true ? startName(view, row.parent) : undefined
  const begins = written !== undefined && names.includes(written)
  const head = [`${chosen.name}:`, ...(kind === 'each' ? ['  each: []'] : []), ...(begins && written !== names[0] && kind !== 'together' ? [`  start: ${written}`] : []), `  ${kind === 'together' ? 'together' : 'states'}:`]
  const inner = lines.map((one) => (one ?? '').trimEnd().split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n'))
  insertLines(draft, listPath(view, row.parent), chosen.name, [...head, inner.join('\n\n')].join('\n'), { before: first.state.name })
  for (const state of members) removeState(draft, pathOf(view, state))
  if (begins && start !== undefined) draft.set(start.path, { json: chosen.name })
  if (draft.refused !== undefined) return refuse(draft.refused)
  const notes = kind === 'states' ? [] : changedWays(view, draft.view)
  return finish(draft, { selects: chosen.name, ...(notes.length > 0 && { notes }) })
}

export function startName(view: SkillView, parent: string | undefined): string | undefined {
  const activity = parent === undefined ? undefined : view.flow.states.get(parent)?.state.activity
  if (parent === undefined) return view.skill.start
  return activity?.kind === 'states' || activity?.kind === 'each' ? activity.start : undefined
}
