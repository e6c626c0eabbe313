import type { Json, JsonSchema, Range } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { isImplicit } from '../rules/way-place.ts'
import { freeNames } from './expression-names.ts'
import { keysInside, sees, stateReferences } from './references.ts'
import { rowOf } from './state-lines.ts'

/** What must be known to make a skill of some states. */
export interface ExtractPlan {
  readonly keys: readonly string[]
  readonly inside: ReadonlySet<string>
  readonly entry: string
  /** What the new skill takes: what it is called, its schema and what is given for it here. */
  readonly inputs: ReadonlyMap<string, { readonly schema: JsonSchema; readonly given: Json }>
  /** Where expressions inside name something that becomes an input: the text there is replaced. */
  readonly inner: readonly { readonly range: Range; readonly text: string }[]
  /** Names inside that lead to what follows the states. */
  readonly exits: readonly Range[]
  /** The state that follows when they lead there by name; `undefined`: what follows in the file. */
  readonly goal: string | undefined
  /** States whose results are read outside, with where. */
  readonly outputs: ReadonlyMap<string, readonly Range[]>
  /** Names outside that lead to the first of them. */
  readonly leads: readonly Range[]
}

type Refused = { readonly refused: string }

/** Gives how states that follow each other become a skill of their own; or why they can not. */
export function planExtract(view: SkillView, names: readonly string[]): ExtractPlan | Refused {
  const row = rowOf(view, names)
  if (row === undefined || row.keys.length === 0) return { refused: 'States that become a skill must follow each other in one list.' }
  const inside = new Set(row.keys.flatMap((key) => [...keysInside(view, key)]))
  const ends = [...inside].map((key) => view.flow.states.get(key)).find((state) => state?.state.activity.kind === 'end' && state.machine === view.flow.states.get(row.keys[0] ?? '')?.machine)
  if (ends !== undefined) return { refused: `"${ends.name}" ends the whole run; in a skill of its own it would end that skill only.` }
  const entry = entryOf(view, row.keys, inside)
  if (typeof entry !== 'string') return entry
  const exits = exitsOf(view, row.keys, inside)
  if ('refused' in exits) return exits
  const reads = readsOf(view, inside)
  if ('refused' in reads) return reads
  const outputs = new Map<string, Range[]>()
  const leads: Range[] = []
  for (const key of inside) {
    const state = view.flow.states.get(key)
    for (const reference of state === undefined ? [] : stateReferences(view, state)) {
      if (reference.kind === 'declares' || reference.kind === 'tests' || (reference.owner !== undefined && inside.has(reference.owner))) continue
      if (reference.kind === 'leads') leads.push(reference.range)
      else outputs.set(state?.state.name ?? '', [...(outputs.get(state?.state.name ?? '') ?? []), reference.range])
      if (reference.kind === 'leads' && view.text.slice(reference.range.start - 5, reference.range.start) === 'done.') return { refused: `An event of the end of "${state?.name}" is awaited outside.` }
    }
  }
  return { keys: row.keys, inside, entry, ...exits, ...reads, outputs, leads }
}

function entryOf(view: SkillView, keys: readonly string[], inside: ReadonlySet<string>): string | Refused {
  const entries = new Set<string>()
  for (const key of inside) for (const way of view.flow.states.get(key)?.predecessors ?? []) if (!inside.has(way.from)) entries.add(key)
  const [only = keys[0] ?? '', second] = entries
  if (second !== undefined) return { refused: `Ways from outside lead both to "${only}" and to "${second}". A skill begins in one place.` }
  return only === keys[0] ? only : { refused: `The ways from outside lead to "${only}", which is not the first of these states.` }
}

function exitsOf(view: SkillView, keys: readonly string[], inside: ReadonlySet<string>): { readonly exits: readonly Range[]; readonly goal: string | undefined } | Refused {
  const exits: Range[] = []
  const goals = new Set<string>()
  let falls = false
  for (const key of inside) {
    for (const way of view.flow.states.get(key)?.successors ?? []) {
      if (inside.has(way.to) || way.why === 'failed' || ((way.why === 'no' || way.why === 'expired') && !view.flow.states.has(way.to))) continue
      if (isImplicit(view, way) || way.finishes === true) falls = true
      else exits.push(way.range)
      goals.add(way.to)
    }
  }
  const [goal, second] = goals
  if (second !== undefined) return { refused: 'These states lead to more than one place outside. A skill goes on in one place.' }
  const named = goal === undefined || falls ? undefined : view.flow.states.get(goal)?.state.name
  return { exits, goal: keys.length === 0 ? undefined : named }
}

function readsOf(view: SkillView, inside: ReadonlySet<string>): Pick<ExtractPlan, 'inputs' | 'inner'> | Refused {
  const inputs = new Map<string, { readonly schema: JsonSchema; readonly given: Json }>()
  const origins = new Map<string, string>()
  const inner: { readonly range: Range; readonly text: string }[] = []
  for (const { name, range, field, placed: { owner } } of freeNames(view)) {
    if (owner === undefined || !inside.has(owner.key) || name === 'now' || name === 'memory' || name === 'intent' || name === 'error' || name === 'result') continue
    const own = view.byName.get(name)
    if (own !== undefined && inside.has(own.key) && sees(view, owner, own)) continue
    if (isElement(view, name, owner.machine, inside)) continue
    if (name === 'event') return { refused: `"${owner.name}" reads the event that came. A skill of its own can not see it.` }
    const isField = name === 'input' || name === 'vars'
    if (isField && field === undefined) return { refused: `"${owner.name}" reads all of "${name}" at once, so it is not clear what the skill would need.` }
    const wish = isField ? (field?.name ?? '') : name
    const origin = `${name === 'vars' ? 'vars.' : name === 'input' ? 'input.' : ''}${wish}`
    if ((origins.get(wish) ?? origin) !== origin) return { refused: `Both "${origins.get(wish)}" and "${origin}" are read; the skill could not tell them apart. Rename one.` }
    origins.set(wish, origin)
    const known = name === 'input' ? view.skill.inputs : name === 'vars' ? view.skill.vars : {}
    inputs.set(wish, { schema: (Object.hasOwn(known, wish) ? known[wish] : undefined) ?? {}, given: `\${ ${origin} }` })
    if (name !== 'input') inner.push(isField ? { range, text: 'input' } : { range: { start: range.start, end: range.start }, text: 'input.' })
  }
  return { inputs, inner }
}

/** The element or number of an `each` that lies among the states themselves. */
function isElement(view: SkillView, name: string, machine: string | undefined, inside: ReadonlySet<string>): boolean {
  for (let key = machine; key !== undefined && inside.has(key); key = view.flow.states.get(key)?.machine) {
    const activity = view.flow.states.get(key)?.state.activity
    if (activity?.kind === 'each' && (activity.as === name || name === 'index')) return true
  }
  return false
}
