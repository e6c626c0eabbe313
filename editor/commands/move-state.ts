import type { FlowState } from '../../engine/index.ts'
import { whyNotDrop } from '../rules/can-drop.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { childrenOf, pathOf, stateAt } from '../rules/state-path.ts'
import { placeOf, type Spot } from './add-state.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { changedWays, fallsOn, holdWay } from './hold-ways.ts'
import { insertLines } from './insert-lines.ts'
import { neighbours, removeState, startPlace, stateLines } from './state-lines.ts'

interface Move {
  readonly state: string
  readonly spot: Spot
  /** Left out: every state goes on leading where it leads now, and `next:` is written where it was not needed before. */
  readonly keepWays?: boolean
}

/** Gives the edits that move a state, with its comments, within its list or into or out of a group. Notes tell which ways could not be kept. */
export function moveState(view: SkillView, { state: name, spot, keepWays = true }: Move): Command {
  const moved = stateAt(view, name)
  if (moved === undefined) return refuse(`There is no state "${name}".`)
  const place = placeOf(view, spot)
  if ('refused' in place) return place
  const why = whyNotDrop(view, name, place.parent)
  if (why !== undefined) return refuse(why)
  const list = childrenOf(view, place.parent).filter((key) => key !== moved.key)
  const at = place.where === undefined ? list.length : list.indexOf(view.byName.get('after' in place.where ? place.where.after : place.where.before)?.key ?? '') + ('after' in place.where ? 1 : 0)
  const old = neighbours(view, moved.key)
  const [left, right] = [list[at - 1], list[at]]
  if (place.parent === moved.parent && (left === old.before && right === old.after || ('after' in spot && spot.after === moved.state.name) || ('before' in spot && spot.before === moved.state.name))) return { edits: [], selects: moved.key }
  const draft = new Draft(view)
  if (keepWays) hold(draft, moved, left, right)
  keepStart(draft, moved, place.parent, list, at)
  const path = pathOf(view, moved)
  const lines = stateLines(draft, path)
  const asWritten = lines !== undefined && lines === draft.lines(path)?.yaml
  if (place.parent === moved.parent && !asWritten) draft.moveEntry(path, place.where)
  else if (lines === undefined) return refuse(`"${moved.name}" stands elsewhere in the file, under a "*name".`)
  else {
    removeState(draft, path)
    insertLines(draft, place.path, moved.state.name, lines, place.where)
  }
  if (draft.refused !== undefined) return refuse(draft.refused)
  const notes = changedWays(view, draft.view)
  return finish(draft, { selects: moved.key, ...(notes.length > 0 && { notes }) })
}

/** Writes down the ways that the place in the file alone makes: into the moved state, out of it, and over its new place. */
function hold(draft: Draft, moved: FlowState, left: string | undefined, right: string | undefined): void {
  const view = draft.before
  const { before, after } = neighbours(view, moved.key)
  if (after !== undefined && after !== right) holdWay(draft, moved.key, after)
  if (before !== undefined && fallsOn(view, before) === 'falls') holdWay(draft, before, moved.key)
  if (left !== undefined && right !== undefined && neighbours(view, left).after === right) holdWay(draft, left, right)
}

/** The list begins with what it began with, where nothing says so yet. */
function keepStart(draft: Draft, moved: FlowState, parent: string | undefined, list: readonly string[], at: number): void {
  const view = draft.before
  const nameOf = (key: string | undefined): string | undefined => (key === undefined ? undefined : view.flow.states.get(key)?.state.name)
  const here = startPlace(view, moved.parent)
  const siblings = childrenOf(view, moved.parent)
  const wasFirst = siblings[0] === moved.key
  const target = startPlace(view, parent)
  if (parent === moved.parent) {
    const first = wasFirst ? moved.state.name : at === 0 ? nameOf(siblings[0]) : undefined
    if (here?.written === false && first !== undefined) draft.set(here.path, { json: first })
    return
  }
  const follower = nameOf(siblings[1])
  const names = moved.parent === undefined ? view.skill.start : startOf(view, moved.parent)
  if (here?.written === true && names === moved.state.name && follower !== undefined) draft.set(here.path, { json: follower })
  if (target?.written === false && at === 0 && list[0] !== undefined) draft.set(target.path, { json: nameOf(list[0]) ?? '' })
}

function startOf(view: SkillView, key: string): string | undefined {
  const activity = view.flow.states.get(key)?.state.activity
  return activity?.kind === 'states' || activity?.kind === 'each' ? activity.start : undefined
}
