import type { Json, JsonObject, Path } from '../../engine/index.ts'
import { activityKeys, companionsOf, doingOf, isActivityKey, type ActivityKey } from '../rules/activity-keys.ts'
import type { PaletteEntry } from '../rules/palette.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { pathOf, stateAt } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { whileTyping } from './set-key.ts'

interface KindChange {
  readonly state: string
  readonly entry: Pick<PaletteEntry, 'state'>
}

/** Gives the edits that let a state do something else. What goes with the old activity only is taken away; an `each` around it stays. */
export function changeKind(view: SkillView, { state, entry }: KindChange): Command {
  const target = stateAt(view, state)
  if (target === undefined) return refuse(`There is no state "${state}".`)
  const path = pathOf(view, target)
  const node = nodeAt(view, path)
  const { outer, inner } = doingOf(node)
  if (target.children.length > 0 && (outer === undefined || inner === 'states')) return refuse(`"${target.name}" holds states of its own. Take them out or delete them first.`)
  const fresh: JsonObject = typeof entry.state === 'object' && entry.state !== null && !Array.isArray(entry.state) ? (entry.state as JsonObject) : {}
  const draft = new Draft(view)
  if (node?.kind !== 'map' || node.entries.length === 0) return finish(draft.set(path, { json: entry.state }), { selects: target.key }, { allows })
  const becomes = Object.keys(fresh).find(isActivityKey)
  const outerNow = becomes === 'each' || outer !== undefined ? 'each' : undefined
  const kept = new Set([...(becomes === undefined ? [] : companionsOf(becomes)), ...(outerNow === undefined ? [] : ['each', ...companionsOf('each')])])
  putFresh(draft, path, fresh, inner)
  const now = nodeAt(draft.view, path)
  for (const { key } of now?.kind === 'map' ? now.entries : []) if (isOld(key, kept, fresh)) draft.remove([...path, key])
  return finish(draft, { selects: target.key }, { allows })
}

/** Faults in what speaks of the state are mended next. */
const allows = [...whileTyping, 'no-result', 'confirm-without-no', 'history-outside-group', 'leave-outside-group', 'output-not-given', 'done-without-evidence']

/** Puts the new keys where the old activity stands. */
function putFresh(draft: Draft, path: Path, fresh: JsonObject, old: ActivityKey | undefined): void {
  for (const [key, value] of Object.entries(fresh)) {
    const node = nodeAt(draft.view, path)
    const isThere = node?.kind === 'map' && node.entries.some((one) => one.key === key)
    if (isThere || old === undefined || old === key) draft.set([...path, key], { json: value as Json })
    else draft.addEntry(path, key, { json: value as Json }, { before: old })
  }
}

function isOld(key: string, kept: ReadonlySet<string>, fresh: JsonObject): boolean {
  if (Object.hasOwn(fresh, key) || kept.has(key)) return false
  return activityKeys.some((activity) => activity === key || companionsOf(activity).includes(key))
}
