import { wordAt } from './explain-at.ts'
import type { Surroundings } from './surroundings.ts'
import { textPlaceAt } from './text-place.ts'
import { isBare } from './completions-at.ts'
import { walkPath } from './path-walk.ts'
import { isNamed } from './key-schema.ts'
import { targets } from './listed.ts'
import { templateSpans } from '../template-spans.ts'

export type Definition = { readonly kind: 'state'; readonly name: string; readonly offset: number } | { readonly kind: 'skill'; readonly name: string }

/** Gives what the word at an offset names: a state of this file, where it begins, or another skill. */
export function definitionAt(text: string, offset: number, around: Surroundings): Definition | undefined {
  const word = wordAt(text, offset, /[\w-]/)
  if (word === undefined) return undefined
  const place = textPlaceAt(text, word.end)
  if (place.at === 'nothing') return undefined
  const walk = walkPath(place.frames)
  const last = walk.steps.at(-1)
  if (last?.key === 'run' && isNamed(last.holder, 'state') && around.skills.has(word.text)) return { kind: 'skill', name: word.text }
  const name = wordAt(text, offset, /\w/)
  const state = name === undefined ? undefined : around.byName.get(name.text)
  if (name === undefined || state === undefined || text[name.start - 1] === '.') return undefined
  const written = text.slice(place.start, name.end)
  const isExpression = isBare(walk) || templateSpans(written).at(-1)?.closed === false
  const isTarget = targets(around, walk.state).some(({ label }) => label === name.text) && name.text === text.slice(place.start, name.end)
  const isKey = place.at === 'key' && place.start === name.start
  return isExpression || isTarget || isKey || place.start === name.start ? { kind: 'state', name: name.text, offset: state.state.nameRange.start } : undefined
}

/** Gives the name of the innermost state that stands around an offset. */
export function stateAround({ flow }: Surroundings, offset: number): string | undefined {
  let found: string | undefined
  let length = Infinity
  for (const { key, state, name } of flow.states.values()) {
    const [start, end] = [state.nameRange.start, Math.max(state.range.end, state.nameRange.end)]
    if (offset < start || offset > end || end - start >= length || (key !== state.name && name !== state.name)) continue
    found = name
    length = end - start
  }
  return found
}
