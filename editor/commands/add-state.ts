import { isSnakeCase, writeYaml, type Json, type Path } from '../../engine/index.ts'
import type { PaletteEntry } from '../rules/palette.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { isSingle, listPath, stateAt } from '../rules/state-path.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'
import { insertLines } from './insert-lines.ts'
import { freeName } from './names.ts'

/** Beside a state, or as the last one in a group; without `into` the last of the skill. */
export type Spot = { readonly after: string } | { readonly before: string } | { readonly into?: string | undefined }

export interface NewState {
  readonly entry: Pick<PaletteEntry, 'name' | 'state'>
  readonly spot: Spot
  readonly name?: string | undefined
}

/**
 * Gives the edits that add a state. Beside a state that leads on by itself it takes part in that way; what lies elsewhere
 * leads where it did.
 */
export function addState(view: SkillView, { entry, spot, name }: NewState): Command {
  const chosen = nameFor(view, entry.name, name)
  if ('refused' in chosen) return chosen
  const place = placeOf(view, spot)
  if ('refused' in place) return place
  const draft = new Draft(view)
  const renamed = withFreeNames(view, entry.state, chosen.name)
  insertLines(draft, place.path, chosen.name, entryYaml(chosen.name, renamed), place.where)
  return finish(draft, { selects: chosen.name })
}

/** Gives a state as block YAML under its name. */
export function entryYaml(name: string, state: Json): string {
  return writeYaml({ [name]: state }).replace(/: null$/, ':')
}

export function nameFor(view: SkillView, wish: string, name: string | undefined): { readonly name: string } | { readonly refused: string } {
  if (name === undefined) return { name: freeName(view, wish) }
  if (!isSnakeCase(name)) return refuse('The name of a state has small letters, digits and underscores, begins with a letter and is at most 64 letters long.')
  return view.byName.has(name) ? refuse(`There is a state "${name}" already.`) : { name }
}

export function placeOf(view: SkillView, spot: Spot): { readonly path: Path; readonly where: { readonly after: string } | { readonly before: string } | undefined; readonly parent: string | undefined } | { readonly refused: string } {
  if ('after' in spot || 'before' in spot) {
    const name = 'after' in spot ? spot.after : spot.before
    const beside = stateAt(view, name)
    if (beside === undefined) return refuse(`There is no state "${name}".`)
    return { path: listPath(view, beside.parent), where: 'after' in spot ? { after: beside.state.name } : { before: beside.state.name }, parent: beside.parent }
  }
  if (spot.into === undefined) return { path: ['states'], where: undefined, parent: undefined }
  const group = stateAt(view, spot.into)
  const kind = group?.state.activity.kind
  if (group === undefined || isSingle(group) || (kind !== 'states' && kind !== 'each' && kind !== 'together')) return refuse(`"${spot.into}" is not a group.`)
  return { path: listPath(view, group.key), where: undefined, parent: group.key }
}

/** Gives the keys of a new state with free names for the states in it. */
export function withFreeNames(view: SkillView, state: Json, own: string): Json {
  if (state === null || typeof state !== 'object' || Array.isArray(state)) return state
  const taken = new Set([own])
  return Object.fromEntries(Object.entries(state).map(([key, value]) => {
    if ((key !== 'states' && key !== 'together') || value === null || typeof value !== 'object' || Array.isArray(value)) return [key, value as Json]
    return [key, Object.fromEntries(Object.entries(value).map(([name, inside]) => {
      const free = freeName(view, name, taken)
      taken.add(free)
      return [free, inside as Json]
    }))]
  }))
}
