import { theStart, type Way } from '../../engine/index.ts'
import type { PaletteEntry } from '../rules/palette.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { childrenOf, outerOf } from '../rules/state-path.ts'
import { wayAt } from '../rules/way-id.ts'
import { isImplicit, wayPlace } from '../rules/way-place.ts'
import { entryYaml, nameFor, placeOf, withFreeNames, type Spot } from './add-state.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { changedWays, fallsOn, holdWay } from './hold-ways.ts'
import { insertLines } from './insert-lines.ts'
import { fixedWay } from './reconnect.ts'

interface Insertion {
  readonly way: string
  readonly entry: Pick<PaletteEntry, 'name' | 'state'>
  readonly name?: string | undefined
}

/** Gives the edits that put a new state on a way: the way leads to it, and it leads to where the way led. */
export function insertOnWay(view: SkillView, { way: id, entry, name }: Insertion): Command {
  const way = wayAt(view, id)
  if (way === undefined) return refuse('This way is no longer there.')
  const place = wayPlace(view, way)
  if (place === undefined) return refuse(fixedWay(way.why))
  const chosen = nameFor(view, entry.name, name)
  if ('refused' in chosen) return chosen
  const falls = isImplicit(view, way)
  const spot = falls ? afterFrom(view, way) : quietSpot(view, way)
  const where = placeOf(view, spot)
  if ('refused' in where) return where
  const draft = new Draft(view)
  const target = view.flow.states.get(way.to)
  const follows = 'before' in spot && target !== undefined && spot.before === target.state.name
  insertLines(draft, where.path, chosen.name, entryYaml(chosen.name, withFreeNames(view, entry.state, chosen.name)), where.where)
  const begins = (way.why === 'start' || way.why === 'item') && !place.written && follows
  if (!falls && !begins) draft.set(place.path, { json: chosen.name })
  const added = draft.view.byName.get(chosen.name)
  if (!falls && !follows && target !== undefined && way.finishes !== true && added !== undefined) {
    if (added.state.activity.kind === 'rest') draft.refuse('A state that rests has no way on of its own. Put it in and draw its ways.')
    holdWay(draft, added.key, target.key)
  }
  const lone = way.from === theStart && !place.written ? [] : changedWays(view, draft.view, new Set([way.from, chosen.name]))
  return finish(draft, { selects: chosen.name, ...(lone.length > 0 && { notes: lone }) })
}

function afterFrom(view: SkillView, way: Way): Spot {
  const from = view.flow.states.get(way.from)
  return from === undefined ? { before: view.flow.states.get(way.to)?.state.name ?? '' } : { after: outerOf(view, from).state.name }
}

/** A place in the list of the way where no state falls into what follows; the end of the list when there is none. */
function quietSpot(view: SkillView, way: Way): Spot {
  const from = view.flow.states.get(way.from)
  const target = view.flow.states.get(way.to)
  const inside = way.why === 'start' || way.why === 'item'
  const parent = from === undefined || inside ? target?.parent : outerOf(view, from).parent
  const list = childrenOf(view, parent)
  const isTogether = parent !== undefined && view.flow.states.get(parent)?.state.activity.kind === 'together'
  if (isTogether) return from === undefined ? { into: parent } : { after: outerOf(view, from).state.name }
  const at = target === undefined ? -1 : list.indexOf(target.key)
  const before = list[at - 1]
  if (target !== undefined && at >= 0 && (before === undefined ? inside || from === undefined : fallsOn(view, before) === 'no' || before === from?.key && fallsOn(view, before) === 'no')) return { before: target.state.name }
  const own = from === undefined ? -1 : list.indexOf(outerOf(view, from).key)
  const quiet = [...list.slice(Math.max(own, 0)), ...list].find((key) => fallsOn(view, key) === 'no')
  const name = quiet === undefined ? undefined : view.flow.states.get(quiet)?.state.name
  return name === undefined ? { into: parent } : { after: name }
}

