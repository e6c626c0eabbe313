import { theStart, type DocumentNode, type Path, type State, type Way } from '../../engine/index.ts'
import type { SkillView } from './skill-view.ts'
import { isSingle, pathOf } from './state-path.ts'

/** Where the file says where a way leads, or would say it. */
export interface WayPlace {
  /** The value there is the name of the target. */
  readonly path: Path
  /** Nothing is written there yet: the way leads on by itself. */
  readonly written: boolean
}

/** Gives where the target of a way is written; nothing for ways that no key can lead elsewhere. */
export function wayPlace(view: SkillView, way: Way): WayPlace | undefined {
  if (way.from === theStart) return { path: ['start'], written: view.places.entry(view.skill, 'start') !== undefined }
  const from = view.flow.states.get(way.from)
  if (from === undefined) return undefined
  const { state } = from
  const path = pathOf(view, from)
  const key = (name: string): WayPlace => ({ path: [...path, name], written: view.places.entry(state, name) !== undefined })
  const next = (): WayPlace | undefined => (state.activity.kind === 'end' || state.activity.kind === 'leave' ? undefined : nextPlace(view, state, path, way))
  if (way.transition !== undefined) return transitionPlace(view, way, path)
  switch (way.why) {
    case 'start':
    case 'item':
      return state.activity.kind === 'together' || isSingle(from) ? undefined : key('start')
    case 'yes':
      return state.activity.kind === 'confirm' && state.activity.yes === undefined && state.next !== undefined ? next() : key('yes')
    case 'no':
    case 'expired':
      return key(way.why)
    case 'next':
    case 'fall':
    case 'otherwise':
    case 'join':
    case 'leave':
    case 'again':
      return way.why === 'again' && from.parent !== undefined && view.flow.states.get(from.parent)?.state.activity.kind === 'each' && isSingle(view.flow.states.get(from.parent) ?? from) ? undefined : next()
    default:
      return undefined
  }
}

function nextPlace(view: SkillView, state: State, path: Path, way: Way): WayPlace {
  const node = view.places.entry(state, 'next')?.value
  return placeIn(view, [...path, 'next'], node, way)
}

function placeIn(view: SkillView, path: Path, node: DocumentNode | undefined, way: Way): WayPlace {
  if (node?.kind !== 'list') return { path, written: node !== undefined }
  const name = view.flow.states.get(way.to)?.state.name
  const index = node.items.findIndex((item) => item.kind === 'scalar' && item.value === name)
  return { path: [...path, Math.max(index, 0)], written: true }
}

function transitionPlace(view: SkillView, way: Way, path: Path): WayPlace | undefined {
  const place = transitionPath(view, way, path)
  if (place === undefined) return undefined
  if (place.node.kind === 'scalar') return { path: place.path, written: true }
  const next = place.node.kind === 'map' ? place.node.entries.find((entry) => entry.key === 'next')?.value : undefined
  return placeIn(view, [...place.path, 'next'], next, way)
}

/** Gives where the branch, catch or transition of a way stands in the file. */
export function transitionPath(view: SkillView, way: Way, path: Path): { readonly path: Path; readonly node: DocumentNode } | undefined {
  const node = way.transition === undefined ? undefined : view.places.node(way.transition)
  const root = nodeAt(view, path)
  if (node === undefined || root === undefined) return undefined
  const found = search(root, node)
  return found === undefined ? undefined : { path: [...path, ...found], node }
}

export function nodeAt(view: SkillView, path: Path): DocumentNode | undefined {
  let node = view.document.root
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.find((entry) => entry.key === String(step))?.value
    else node = node?.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined
  }
  return node
}

/** Looks through the keys of a state that hold ways; states inside it have their own. */
function search(state: DocumentNode, wanted: DocumentNode): Path | undefined {
  if (state.kind !== 'map') return undefined
  for (const { key, value } of state.entries) {
    if (!['choose', 'catch', 'always', 'on', 'after'].includes(key)) continue
    if (value === wanted) return [key]
    const parts: readonly (readonly [string | number, DocumentNode])[] = value.kind === 'list' ? value.items.map((item, index) => [index, item] as const) : value.kind === 'map' ? value.entries.map((entry) => [entry.key, entry.value] as const) : []
    for (const [step, part] of parts) {
      if (part === wanted) return [key, step]
      const index = part.kind === 'list' ? part.items.indexOf(wanted) : -1
      if (index >= 0) return [key, step, index]
    }
  }
  return undefined
}

/** Says whether a way leads to what follows in the file, because nothing says otherwise. */
export function isImplicit(view: SkillView, way: Way): boolean {
  if (way.why === 'skip') return true
  const state = view.flow.states.get(way.from)?.state
  if (state === undefined || state.next !== undefined) return false
  if (way.why === 'no' || way.why === 'expired' || way.why === 'start' || way.why === 'item' || way.why === 'history' || way.why === 'failed') return false
  const place = wayPlace(view, way)
  return place !== undefined && !place.written
}
