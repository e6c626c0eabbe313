import { theStart, type Json, type JsonObject, type Path } from '../../engine/index.ts'
import { whyNotConnect, type Connection } from '../rules/can-connect.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { pathOf, stateAt } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { valueAt } from './state-lines.ts'

export interface NewWay extends Connection {
  /** CEL, for a branch, a catch or a transition. */
  readonly condition?: string | undefined
  /** For `on`. */
  readonly event?: string | undefined
  /** A duration, for `after`. */
  readonly delay?: string | undefined
  /** For `catch`: the failures to catch; left out or empty: all. */
  readonly codes?: readonly string[] | undefined
}

/** Gives the edits that draw a way. One of a kind takes the place of the old; branches, catches and transitions come last, before what always holds. */
export function connect(view: SkillView, way: NewWay): Command {
  const why = whyNotConnect(view, way)
  const target = stateAt(view, way.to)
  if (why !== undefined || target === undefined) return refuse(why ?? `There is no state "${way.to}".`)
  const draft = new Draft(view)
  const name = target.state.name
  const source = stateAt(view, way.from)
  if (way.from === theStart || source === undefined) return finish(draft.set(['start'], { json: name }))
  const path = pathOf(view, source)
  draw(draft, path, way, name)
  return finish(draft, { selects: source.key })
}

function draw(draft: Draft, path: Path, way: NewWay, name: string): void {
  const condition: JsonObject = way.condition === undefined ? {} : { if: way.condition }
  switch (way.outlet) {
    case 'branch':
      return addBranch(draft, [...path, 'choose'], condition, name)
    case 'otherwise':
      return setOtherwise(draft, path, name)
    case 'catch':
      return addCatch(draft, path, { ...(way.codes !== undefined && way.codes.length > 0 && { code: way.codes.length === 1 ? (way.codes[0] as string) : way.codes }), ...condition, next: name })
    case 'always':
      return addBefore(draft, [...path, 'always'], { if: false, ...condition, next: name }, (one) => !('if' in one))
    case 'on':
      return addTransition(draft, [...path, 'on'], way.event ?? 'some.event', condition, name)
    case 'after':
      return addTransition(draft, [...path, 'after'], way.delay ?? '5m', condition, name)
    default:
      draft.set([...path, way.outlet], { json: name })
  }
}

/** The first branch of a fresh choose leads nowhere yet: it is that one that is drawn. */
function addBranch(draft: Draft, path: Path, condition: JsonObject, name: string): void {
  if (JSON.stringify(valueAt(draft.value(), path)) === '[{"if":false}]') draft.set([...path, 0], { json: { if: false, ...condition, next: name } })
  else addBefore(draft, path, { if: false, ...condition, next: name }, (branch) => !('if' in branch))
}

/** Adds an item to a list before the first that `holds` always. */
function addBefore(draft: Draft, path: Path, item: { readonly [key: string]: Json }, holds: (item: object) => boolean): void {
  const list = nodeAt(draft.view, path)
  if (list === undefined || list.kind !== 'list') return void draft.set(path, { json: [item] })
  const { items } = list
  const index = items.findIndex((node) => node.kind === 'scalar' || (node.kind === 'map' && holds(Object.fromEntries(node.entries.map(({ key }) => [key, true])))))
  draft.addItem(path, index < 0 ? items.length : index, { json: item })
}

function setOtherwise(draft: Draft, path: Path, name: string): void {
  const list = nodeAt(draft.view, [...path, 'choose'])
  const items = list?.kind === 'list' ? list.items : []
  const last = items[items.length - 1]
  if (last?.kind === 'scalar') draft.set([...path, 'choose', items.length - 1], { json: name })
  else if (last?.kind === 'map' && !last.entries.some(({ key }) => key === 'if')) draft.set([...path, 'choose', items.length - 1, 'next'], { json: name })
  else draft.addItem([...path, 'choose'], items.length, { json: { next: name } })
}

/** `catch: name` alone becomes the last entry of a list. */
function addCatch(draft: Draft, path: Path, item: { readonly [key: string]: Json }): void {
  const known = nodeAt(draft.view, [...path, 'catch'])
  const all = !('code' in item) && !('if' in item)
  if (known === undefined) draft.set([...path, 'catch'], { json: all ? (item.next as Json) : [item] })
  else if (known.kind === 'scalar') draft.set([...path, 'catch'], { json: all ? (item.next as Json) : [item, { next: known.value }] })
  else addBefore(draft, [...path, 'catch'], item, (one) => !('if' in one) && !('code' in one))
}

function addTransition(draft: Draft, path: Path, key: string, condition: JsonObject, name: string): void {
  const known = nodeAt(draft.view, [...path, key])
  const fresh: Json = 'if' in condition ? { ...condition, next: name } : name
  if (known === undefined) draft.set(nodeAt(draft.view, path) === undefined ? path : [...path, key], { json: nodeAt(draft.view, path) === undefined ? { [key]: fresh } : fresh })
  else if (known.kind === 'list') addBefore(draft, [...path, key], { ...condition, next: name }, (one) => !('if' in one))
  else if ('if' in condition) draft.set([...path, key], { json: [fresh, valueAt(draft.value(), [...path, key]) ?? null] })
  else draft.set([...path, key], { json: fresh })
}
