import type { State, Template } from '../terms/skill.ts'
import { doorName, needsDoor, statesOf } from './doors.ts'
import { firstStateSlot, type Slots } from './scope.ts'

/** Where everything of one machine lies, worked out before its nodes are built. */
export interface MachinePlan {
  readonly slots: Slots
  /** Targets that lead to a door. */
  readonly doors: ReadonlyMap<string, string>
  /** For states inside a group: the slot of its result. */
  readonly owners: ReadonlyMap<string, number>
  /** For each state the one it goes on to. */
  readonly next: ReadonlyMap<string, string>
  /** For each state the conditions, as templates, that decide whether it runs. */
  readonly conditions: (state: string) => readonly Template[]
  readonly evidenceReads: readonly string[]
  /** For each state the conditions of the ways out of it. */
  readonly guards: ReadonlyMap<string, readonly Template[]>
  /** Groups whose end a state around them listens for by name: they do not go on by themselves. */
  readonly awaited: ReadonlySet<string>
  /** For each `together` the branches its result is made of. */
  readonly branches: ReadonlyMap<string, readonly string[]>
}

/** What compile is told beside the skill. */
export interface Surroundings {
  readonly conditions: (state: string) => readonly Template[]
  readonly evidenceReads: readonly string[]
}

export function planMachine(states: readonly State[], item: string | undefined, outer: Slots | undefined, surroundings: Surroundings): MachinePlan {
  const all = statesOf(states)
  const byState = new Map(all.map((state, index) => [state.name, firstStateSlot + index]))
  const slots: Slots = { byState, result: firstStateSlot + all.length, item, outer }
  const doors = new Map(all.filter(needsDoor).map((state) => [state.name, doorName(state.name)]))
  const owners = new Map<string, number>()
  for (const state of all) {
    if (state.activity.kind !== 'states') continue
    for (const child of state.activity.states) owners.set(child.name, byState.get(state.name) as number)
  }
  return { slots, doors, owners, next: nextOf(states), awaited: awaitedIn(all), branches: branchesIn(all), guards: guardsOf(all), ...surroundings }
}

function nextOf(states: readonly State[]): ReadonlyMap<string, string> {
  const next = new Map<string, string>()
  const lists = [states, ...statesOf(states).flatMap(({ activity }) => (activity.kind === 'states' ? [activity.states] : []))]
  for (const list of lists) {
    list.forEach((state, index) => {
      const target = state.next === undefined ? list.slice(index + 1).find((one) => one.activity.kind !== 'history')?.name : state.next[0]?.state
      if (target !== undefined) next.set(state.name, target)
    })
  }
  return next
}

function guardsOf(all: readonly State[]): ReadonlyMap<string, readonly Template[]> {
  return new Map(
    all.map(({ name, on, after, always, activity }) => {
      const ways = [...on, ...after, ...always, ...(activity.kind === 'choose' ? activity.branches : [])]
      return [name, ways.flatMap((way): Template[] => (way.if === undefined ? [] : [{ kind: 'expression', cel: way.if, range: way.if.range }]))]
    }),
  )
}

function awaitedIn(all: readonly State[]): ReadonlySet<string> {
  const awaited = new Set<string>()
  for (const state of all) {
    const names = new Set(state.on.filter(({ event }) => event.startsWith('done.')).map(({ event }) => event.slice('done.'.length)))
    if (names.size === 0) continue
    for (const inner of statesOf([state])) if (inner !== state && names.has(inner.name)) awaited.add(inner.name)
  }
  return awaited
}

function branchesIn(all: readonly State[]): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, readonly string[]>()
  for (const { name, activity } of all) {
    if (activity.kind === 'together') result.set(name, activity.branches.filter((branch) => branch.activity.kind !== 'history').map((branch) => branch.name))
  }
  return result
}
