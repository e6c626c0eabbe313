import { theStart, type Path } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { pathOf } from '../rules/state-path.ts'
import { wayAt } from '../rules/way-id.ts'
import { nodeAt, transitionPath, wayPlace } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { changedWays } from './hold-ways.ts'
import { fixedWay } from './reconnect.ts'

/** Gives the edits that take a way away: its key, its branch, its catch or its transition. */
export function disconnect(view: SkillView, { way: id }: { readonly way: string }): Command {
  const way = wayAt(view, id)
  if (way === undefined) return refuse('This way is no longer there.')
  const from = view.flow.states.get(way.from)
  const place = wayPlace(view, way)
  if (place === undefined) return refuse(fixedWay(way.why))
  const draft = new Draft(view)
  const whole = from === undefined ? undefined : transitionPath(view, way, pathOf(view, from))
  const fork = typeof place.path.at(-1) === 'number' && place.path.at(-2) === 'next'
  if (whole !== undefined && !(fork && place.written)) takeAway(draft, whole.path)
  else if (!place.written) return refuse('Nothing is written for this way: it leads to what follows. Draw another way from the same place, or move the states.')
  else if (fork && listLength(view, place.path.slice(0, -1)) === 1) draft.remove(place.path.slice(0, -1))
  else draft.remove(place.path)
  const notes = draft.refused === undefined ? changedWays(view, draft.view) : []
  return finish(draft, { ...(way.from !== theStart && { selects: way.from }), ...(notes.length > 0 && { notes }) })
}

/** Takes a branch, catch or transition away, and the key that held it when nothing is left in it and it means nothing empty. */
function takeAway(draft: Draft, path: Path): void {
  const last = path.at(-1)
  const holder = path.slice(0, -1)
  const alone = typeof last === 'number' && listLength(draft.view, holder) === 1
  const key = holder.at(-1)
  if (last === 'catch' || (alone && key === 'catch')) draft.remove(last === 'catch' ? path : holder)
  else if (alone && key === 'choose') draft.refuse('A choose needs at least one branch. Delete the state, or lead the branch elsewhere.')
  else if (alone && key !== 'always') draft.remove(holder)
  else draft.remove(path)
}

function listLength(view: SkillView, path: Path): number {
  const node = nodeAt(view, path)
  return node?.kind === 'list' ? node.items.length : 0
}
