import type { FlowState, Way } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { childrenOf, pathOf, stateAt } from '../rules/state-path.ts'
import { isImplicit, nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { changedWays, fallsOn, holdWay } from './hold-ways.ts'
import { keysInside, stateReferences, type Reference } from './references.ts'
import { neighbours, removeState, startPlace } from './state-lines.ts'

/** Gives the edits that delete states; the ways that led to each lead to where it went on to, and tests no longer name them. */
export function deleteStates(view: SkillView, { states }: { readonly states: readonly string[] }): Command {
  const doomed = states.map((name) => stateAt(view, name))
  const missing = states.find((_, index) => doomed[index] === undefined)
  if (missing !== undefined) return refuse(`There is no state "${missing}".`)
  const draft = new Draft(view)
  const inOrder = [...new Set(doomed as readonly FlowState[])].sort((a, b) => b.order - a.order)
  for (const { key } of inOrder) {
    const now = draft.view.flow.states.get(key)
    if (now !== undefined && draft.refused === undefined) deleteOne(draft, now)
  }
  const gone = new Set(inOrder.flatMap(({ key }) => [...keysInside(view, key)]))
  const notes = draft.refused === undefined ? changedWays(view, draft.view, gone).filter((note) => !isHealed(note)) : []
  const [last] = inOrder
  const selects = last === undefined ? undefined : neighbours(view, last.key).before
  return finish(draft, { ...(selects !== undefined && !gone.has(selects) && { selects }), ...(notes.length > 0 && { notes }) })
}

/** Ways that lead on to where the deleted state went are what was asked for. */
function isHealed(note: string): boolean {
  return !note.includes('instead of')
}

function deleteOne(draft: Draft, doomed: FlowState): void {
  const { view } = draft
  const inside = keysInside(view, doomed.key)
  const references = [...inside].flatMap((key) => {
    const state = view.flow.states.get(key)
    return state === undefined ? [] : stateReferences(view, state).filter(({ owner, kind }) => kind !== 'declares' && (owner === undefined || !inside.has(owner)))
  })
  const readers = [...new Set(references.filter(({ kind }) => kind === 'reads').map(({ owner }) => view.flow.states.get(owner ?? '')?.name ?? ''))]
  if (readers.length > 0) return void draft.refuse(`What "${doomed.name}" gives is read by ${readers.map((name) => `"${name}"`).join(', ')}. Change ${readers.length === 1 ? 'that state' : 'those states'} first.`)
  if (childrenOf(view, undefined).length === 1 && doomed.parent === undefined) return void draft.refuse('A skill needs at least one state.')
  const leads = references.filter(({ kind }) => kind === 'leads')
  const fixed = leads.find((reference) => isFixed(view, reference))
  if (fixed !== undefined) return void draft.refuse(`"${view.flow.states.get(fixed.owner ?? '')?.name ?? ''}" speaks of "${doomed.name}". Change that first.`)
  const on = mainWay(doomed)
  const target = on === undefined ? undefined : view.flow.states.get(on.to)
  const goal = target !== undefined && on?.finishes !== true && !inside.has(target.key) ? target : undefined
  const { before, after } = neighbours(view, doomed.key)
  if (leads.length > 0 && goal === undefined) return void draft.refuse(`"${doomed.name}" leads to no other state, but ways lead to it. Lead them elsewhere first.`)
  const natural = on !== undefined && isImplicit(view, on)
  if (before !== undefined && fallsOn(view, before) !== 'no' && !natural && goal === undefined && after !== undefined) {
    return void draft.refuse(`Without "${doomed.name}", "${view.flow.states.get(before)?.name}" would go on to "${view.flow.states.get(after)?.name}". Lead it elsewhere first.`)
  }
  if (goal !== undefined) draft.splice(leads.map(({ range }) => ({ range, text: goal.state.name })))
  forgetInTests(draft, [...inside].map((key) => view.flow.states.get(key)?.state.name ?? ''))
  if (before !== undefined && goal !== undefined && !natural) holdWay(draft, before, goal.key)
  const start = startPlace(view, doomed.parent)
  const isFirst = childrenOf(view, doomed.parent)[0] === doomed.key
  if (isFirst && start?.written === false && goal !== undefined && goal.key !== after && goal.parent === doomed.parent) draft.set(start.path, { json: goal.state.name })
  const now = draft.view.flow.states.get(doomed.key)
  if (now !== undefined) removeState(draft, pathOf(draft.view, now))
}

/** An event of its end and the deed that a confirm shows can not be led elsewhere. */
function isFixed(view: SkillView, { range, owner }: Reference): boolean {
  if (view.text.slice(range.start - 5, range.start) === 'done.') return true
  const activity = owner === undefined ? undefined : view.flow.states.get(owner)?.state.activity
  return activity?.kind === 'confirm' && activity.of !== undefined && activity.of.range.start <= range.start && range.end <= activity.of.range.end
}

/** The way that a state takes when all goes well; nothing when it has several, ends or rests. One that is disabled is passed over. */
export function mainWay({ state, successors }: FlowState): Way | undefined {
  if (state.disabled) return successors.find(({ why }) => why === 'skip')
  const { kind } = state.activity
  if (kind === 'end' || kind === 'leave' || kind === 'rest' || (state.next?.length ?? 0) > 1) return undefined
  return successors.find(({ why, transition }) => ['next', 'fall', 'yes', 'otherwise', 'join', 'leave', 'again'].includes(why) && (transition === undefined || why === 'otherwise'))
}

/** Takes names of states out of the tests that name them. */
function forgetInTests(draft: Draft, names: readonly string[]): void {
  const tests = nodeAt(draft.view, ['tests'])
  if (tests?.kind !== 'list') return
  const wanted = new Set(names)
  tests.items.forEach((test, index) => {
    if (test.kind !== 'map') return
    for (const key of ['answers', 'person']) {
      const part = nodeAt(draft.view, ['tests', index, key])
      for (const entry of part?.kind === 'map' ? part.entries : []) if (wanted.has(entry.key)) draft.remove(['tests', index, key, entry.key])
    }
    const states = nodeAt(draft.view, ['tests', index, 'expect', 'states'])
    if (states?.kind === 'scalar' && wanted.has(String(states.value))) draft.remove(['tests', index, 'expect', 'states'])
    if (states?.kind !== 'list') return
    const found = states.items.map((item, at) => (item.kind === 'scalar' && wanted.has(String(item.value)) ? at : -1)).filter((at) => at >= 0)
    if (found.length === states.items.length) draft.remove(['tests', index, 'expect', 'states'])
    else for (const at of found.reverse()) draft.remove(['tests', index, 'expect', 'states', at])
  })
}
