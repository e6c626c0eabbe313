import { entryLines, type Json, type Path, type TextEdit } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { pathOf, stateAt } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'

interface ItemMove {
  readonly state: string
  /** A list of the state: `['choose']`, `['catch']`, `['always']`, `['on', 'door.opened']`. */
  readonly list: Path
  readonly from: number
  readonly to: number
}

/** Gives the edits that move a branch, a catch or a transition to another place in its list: the first that fits is taken. */
export function moveItem(view: SkillView, { state: name, list, from, to }: ItemMove): Command {
  const state = stateAt(view, name)
  if (state === undefined) return refuse(`There is no state "${name}".`)
  const path = [...pathOf(view, state), ...list]
  const node = nodeAt(view, path)
  if (node?.kind !== 'list' || !isIndex(from, node.items.length) || !isIndex(to, node.items.length)) return refuse('There is no such place in the list.')
  if (from === to) return { edits: [], selects: state.key }
  const slots = node.items.map((_, index) => entryLines(view.text, [...path, index]))
  if (slots.some((slot) => slot === undefined)) return refuse('The list stands elsewhere in the file, under a "*name".')
  const edits = rotated(view.text, slots.map((slot) => slot?.range ?? { start: 0, end: 0 }), from, to)
  return finish(new Draft(view).edit(edits, (value) => moved(value, path, from, to)), { selects: state.key })
}

function isIndex(index: number, length: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < length
}

/** Gives each slot between the two places the text that comes to stand there. */
function rotated(text: string, slots: readonly { readonly start: number; readonly end: number }[], from: number, to: number): readonly TextEdit[] {
  const order = slots.map((_, index) => index)
  order.splice(to, 0, ...order.splice(from, 1))
  return slots.flatMap((range, index) => {
    const source = slots[order[index] ?? index]
    return source === undefined || source === range ? [] : [{ range, text: text.slice(source.start, source.end) }]
  })
}

function moved(value: Json, path: Path, from: number, to: number): Json {
  const [step, ...rest] = path
  if (step === undefined) {
    const items = [...(value as readonly Json[])]
    items.splice(to, 0, ...items.splice(from, 1))
    return items
  }
  if (Array.isArray(value)) return value.map((item: Json, index) => (index === step ? moved(item, rest, from, to) : item))
  return Object.fromEntries(Object.entries(value as object).map(([key, inside]) => [key, key === String(step) ? moved(inside as Json, rest, from, to) : (inside as Json)]))
}
