import type { Skill, State } from '../terms/skill.ts'
import { statesInside, theStart, type Flow, type FlowState, type Way } from './flow.ts'
import { catchesAll, waysOf } from './ways-of.ts'

/**
 * Gives the states of a skill and every way between them. Total: a file with faults gives what can be read of it.
 *
 * Ways are drawn from the state that declares them: the `on:` of a group leads from the group, whatever is active inside.
 */
export function flowOf(skill: Skill): Flow {
  const drafts = draftsOf(skill)
  const byName = new Map<string, Draft>()
  for (const draft of drafts) if (!byName.has(draft.state.name)) byName.set(draft.state.name, draft)
  const find = (name: string): string | undefined => byName.get(name)?.key
  const byKey = new Map(drafts.map((draft) => [draft.key, draft]))
  for (const draft of drafts) draft.successors = waysFrom(draft, byKey, find)
  const startKey = find(skill.start) ?? drafts[0]?.key
  const start: Way | undefined = startKey === undefined ? undefined : { from: theStart, to: startKey, why: 'start', label: '', range: byKey.get(startKey)?.state.nameRange ?? { start: 0, end: 0 } }
  if (start !== undefined) byKey.get(start.to)?.predecessors.push(start)
  for (const draft of drafts) for (const way of draft.successors) byKey.get(way.to)?.predecessors.push(way)
  return { start, states: byKey }
}

interface Draft extends FlowState {
  children: string[]
  successors: readonly Way[]
  predecessors: Way[]
  following: string | undefined
  /** Keys of its list; one array for all states of the list. */
  beside: string[]
  /** It, or what holds it, catches every failure. */
  caught: boolean
}

/** All states in the order of the file. Works through a stack of lists: files may nest deeper than calls may. */
function draftsOf(skill: Skill): readonly Draft[] {
  const drafts: Draft[] = []
  const taken = new Set<string>()
  const waiting: { readonly state: State; readonly parent: Draft | undefined; readonly beside: string[] }[] = []
  const push = (states: readonly State[], parent: Draft | undefined): void => {
    const beside: string[] = []
    for (const state of [...states].reverse()) waiting.push({ state, parent, beside })
  }
  push(skill.states, undefined)
  for (let work = waiting.pop(); work !== undefined; work = waiting.pop()) {
    const draft = draftOf(work.state, work.parent, work.beside, drafts.length, taken)
    work.beside.push(draft.key)
    if (work.parent !== undefined) work.parent.children.push(draft.key)
    drafts.push(draft)
    push(statesInside(work.state), draft)
  }
  return linkLists(drafts)
}

function draftOf(state: State, parent: Draft | undefined, beside: string[], order: number, taken: Set<string>): Draft {
  const single = parent?.state.activity.kind === 'each' && parent.state.activity.single
  const plain = single && parent !== undefined && taken.has(state.name) ? `${parent.key}.item` : state.name
  const key = taken.has(plain) ? `${plain}.${order}` : plain
  taken.add(key)
  return {
    key,
    name: single && parent !== undefined ? parent.name : state.name,
    state,
    parent: parent?.key,
    machine: parent?.state.activity.kind === 'each' ? parent.key : parent?.machine,
    order,
    children: [],
    successors: [],
    predecessors: [],
    following: undefined,
    beside,
    caught: (parent?.caught ?? false) || state.catch.some(catchesAll),
  }
}

/** Sets what follows each state, once every list is whole. Branches of a `together` follow nothing. */
function linkLists(drafts: readonly Draft[]): readonly Draft[] {
  const byKey = new Map(drafts.map((draft) => [draft.key, draft]))
  const places = new Map<string, number>()
  for (const draft of drafts) {
    const place = places.get(draft.parent ?? '') ?? 0
    places.set(draft.parent ?? '', place + 1)
    const branch = draft.parent !== undefined && byKey.get(draft.parent)?.state.activity.kind === 'together'
    draft.following = branch ? undefined : draft.beside[place + 1]
  }
  return drafts
}

function waysFrom(draft: Draft, byKey: ReadonlyMap<string, Draft>, find: (name: string) => string | undefined): readonly Way[] {
  const { key, parent, machine, following, children, beside, caught } = draft
  const holder = parent === undefined ? undefined : byKey.get(parent)
  return waysOf(draft.state, {
    key,
    parent: holder === undefined ? undefined : { key: holder.key, state: holder.state },
    machine,
    following,
    children,
    beside,
    uncaught: !caught,
    find,
  })
}
