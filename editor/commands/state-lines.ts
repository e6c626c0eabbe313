import { canonicalJson, writeYaml, type Json, type Path } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { childrenOf, pathOf } from '../rules/state-path.ts'
import type { Draft } from './draft.ts'
import { entryValue } from './insert-lines.ts'

/**
 * Gives a state as YAML at the margin, with its comments where they can come along; where it speaks of values by "*name"
 * that stand elsewhere, they are written out.
 */
export function stateLines(draft: Draft, path: Path): string | undefined {
  const name = String(path[path.length - 1])
  const value = valueAt(draft.value(), path)
  if (value === undefined) return undefined
  const yaml = draft.lines(path)?.yaml
  const read = yaml === undefined ? undefined : entryValue(yaml, name)
  const named = yaml !== undefined && /(?:^|[\s:[{,-])&[^\s,[\]{}]+/m.test(yaml)
  if (yaml !== undefined && read !== undefined && !named && canonicalJson(read) === canonicalJson(value)) return yaml
  return writeYaml({ [name]: value }).replace(/: null$/, ':')
}

/** Takes a state out with its comments, and one of two blank lines that would meet. */
export function removeState(draft: Draft, path: Path): void {
  const lines = draft.lines(path)
  draft.remove(path)
  if (lines === undefined || lines.flow || draft.refused !== undefined) return
  const { text } = draft
  const at = lines.range.start
  const blank = /^[ \t]*\r?\n/.exec(text.slice(at))
  const before = text.slice(0, at)
  const opens = /(?:^|\n)[ \t]*[^\s#][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n$/.test(before) && /^(?:[ \t]*)(?:states|together)/.test(before.slice(before.lastIndexOf('\n', before.length - 2) + 1))
  const meets = /\n[ \t]*\r?\n$/.test(before) || opens
  if (blank === null || !meets || text.slice(at).trim() === '') return
  const value = canonicalJson(draft.value())
  draft.edit([{ range: { start: at, end: at + blank[0].length }, text: '' }], (now) => (canonicalJson(now) === value ? now : undefined))
}

export function valueAt(value: Json, path: Path): Json | undefined {
  let inside: Json | undefined = value
  for (const step of path) {
    if (Array.isArray(inside)) inside = typeof step === 'number' ? (inside[step] as Json | undefined) : undefined
    else if (typeof inside === 'object' && inside !== null && Object.hasOwn(inside, step)) inside = (inside as { readonly [key: string]: Json })[step]
    else return undefined
  }
  return inside
}

/** Gives the keys of states that stand in one list, in the order of the file; nothing when they do not, or have others between them. */
export function rowOf(view: SkillView, names: readonly string[]): { readonly parent: string | undefined; readonly keys: readonly string[] } | undefined {
  const states = names.map((name) => view.flow.states.get(name) ?? view.byName.get(name))
  const [first] = states
  if (first === undefined || states.some((state) => state === undefined || state.parent !== first.parent)) return undefined
  const list = childrenOf(view, first.parent)
  const wanted = new Set(states.map((state) => state?.key))
  const keys = list.filter((key) => wanted.has(key))
  const start = list.indexOf(keys[0] ?? '')
  return keys.every((key, index) => list[start + index] === key) ? { parent: first.parent, keys } : undefined
}

/** Gives the keys before and after a state in its list. Branches of a together have no neighbours. */
export function neighbours(view: SkillView, key: string): { readonly before: string | undefined; readonly after: string | undefined } {
  const parent = view.flow.states.get(key)?.parent
  const list = childrenOf(view, parent)
  const isTogether = parent !== undefined && view.flow.states.get(parent)?.state.activity.kind === 'together'
  const at = list.indexOf(key)
  return isTogether ? { before: undefined, after: undefined } : { before: list[at - 1], after: list[at + 1] }
}

/** Gives the way to the `start:` of the list that holds a state, and whether one is written; nothing in a together. */
export function startPlace(view: SkillView, parent: string | undefined): { readonly path: Path; readonly written: boolean } | undefined {
  if (parent === undefined) return { path: ['start'], written: view.places.entry(view.skill, 'start') !== undefined }
  const holder = view.flow.states.get(parent)
  if (holder === undefined || holder.state.activity.kind === 'together') return undefined
  return { path: [...pathOf(view, holder), 'start'], written: view.places.entry(holder.state, 'start') !== undefined }
}
