import type { Catch, State, Target, Template, Transition } from '../terms/skill.ts'
import type { Range } from '../terms/position.ts'
import { isGroup, statesInside, theEnd, type Way, type WayKind } from './flow.ts'
import { catchWords, delayWords, oneLine, whenWords } from './way-words.ts'

/** What the ways of one state depend on beside the state itself. */
export interface Place {
  readonly key: string
  readonly parent: { readonly key: string; readonly state: State } | undefined
  /** The `each` whose element the state belongs to. */
  readonly machine: string | undefined
  /** The state that follows in its list; `undefined` for the last one, and for the branches of a `together`. */
  readonly following: string | undefined
  readonly children: readonly string[]
  /** Keys of the states beside it, for a history door. */
  readonly beside: readonly string[]
  /** Nothing catches all failures here or further out. */
  readonly uncaught: boolean
  /** Gives the key of a name; `undefined` when no state has it. */
  readonly find: (name: string) => string | undefined
}

/** Gives all ways that `state` declares or that follow from its place. A target that does not exist gives none. */
export function waysOf(state: State, place: Place): readonly Way[] {
  const ways: Way[] = []
  const add = (to: string | undefined, why: WayKind, label: string, range: Range, more: Partial<Way> = {}): void => {
    if (to !== undefined) ways.push({ from: place.key, to, why, label, range, ...more })
  }
  const goOn = (why: WayKind | undefined, label: string, targets: readonly Target[] | undefined, range: Range, more: Partial<Way> = {}): void => {
    if (targets !== undefined) for (const target of targets) add(place.find(target.state), why ?? 'next', label, target.range, more)
    else {
      const follow = followOf(place)
      add(follow.to, why ?? follow.why, label, range, { ...more, ...follow.more })
    }
  }
  const paths: Paths = { state, place, add, goOn }
  if (state.disabled || state.if !== undefined) addSkip(paths)
  if (!state.disabled) {
    addActivity(paths)
    addTransitions(paths)
    addCatches(paths)
  }
  return ways
}

interface Paths {
  readonly state: State
  readonly place: Place
  add(to: string | undefined, why: WayKind, label: string, range: Range, more?: Partial<Way>): void
  /** To the targets; left out: to `next`'s default, the state that follows. */
  goOn(why: WayKind | undefined, label: string, targets: readonly Target[] | undefined, range: Range, more?: Partial<Way>): void
}

/** Where a state leads that says nothing: to the one that follows, or out of what holds it. */
function followOf(place: Place): Follow {
  return place.following === undefined ? finishOf(place) : { to: place.following, why: 'fall', more: {} }
}

interface Follow {
  readonly to: string
  readonly why: WayKind
  readonly more: Partial<Way>
}

/** How what holds the state is finished. */
function finishOf(place: Place): Follow {
  const kind = place.parent?.state.activity.kind
  if (place.parent === undefined) return { to: theEnd, why: 'fall', more: {} }
  return { to: place.parent.key, why: kind === 'each' ? 'again' : kind === 'together' ? 'join' : 'leave', more: { finishes: true } }
}

function addSkip({ state, place, add }: Paths): void {
  const follow = followOf(place)
  const label = state.disabled ? 'disabled' : `unless ${oneLine(state.if?.text ?? '')}`
  add(follow.to, 'skip', label, state.if?.range ?? state.nameRange, follow.more)
}

function addActivity(paths: Paths): void {
  const { state, place, add, goOn } = paths
  const activity = state.activity
  const next = state.next
  switch (activity.kind) {
    case 'rest':
      return
    case 'choose':
      return addBranches(paths, activity.branches)
    case 'confirm':
      return addAnswers(paths, activity)
    case 'each':
      for (const child of startsOf(state, place)) add(child, 'item', 'for each element', activity.items.range)
      return goOn(undefined, 'when no element is left', next, state.nameRange)
    case 'together':
      for (const child of place.children) add(child, 'start', '', state.nameRange)
      return goOn(undefined, activity.first ? 'when the first has ended' : 'when all have ended', next, state.nameRange)
    case 'states':
      for (const child of startsOf(state, place)) add(child, 'start', '', state.nameRange)
      if (activity.history !== undefined) for (const child of place.children) add(child, 'history', 'where it was left', state.nameRange)
      return goOn(undefined, '', next, state.nameRange)
    case 'history':
      for (const sibling of place.beside) if (sibling !== place.key) add(sibling, 'history', 'where it was left', state.nameRange)
      return goOn(undefined, 'the first time', next, state.nameRange)
    case 'leave': {
      const finish = finishOf(place)
      return add(finish.to, finish.why, '', state.nameRange, finish.more)
    }
    case 'end':
      return addEnd(paths, activity.outcome)
    default:
      return goOn(undefined, '', next, state.nameRange)
  }
}

/** An `end` inside an `each` ends its element only; one that is not `done` fails the `each`. */
function addEnd({ state, place, add }: Paths, outcome: string): void {
  if (place.machine === undefined) return add(theEnd, 'end', outcome, state.nameRange)
  if (outcome === 'done') add(place.machine, 'end', outcome, state.nameRange, { finishes: true })
  else add(place.machine, 'failed', outcome, state.nameRange, { finishes: true })
}

function startsOf(state: State, place: Place): readonly string[] {
  const activity = state.activity
  if (activity.kind !== 'each' && activity.kind !== 'states') return []
  const index = statesInside(state).findIndex((child) => child.name === activity.start)
  const child = place.children[index === -1 ? 0 : index]
  return child === undefined ? [] : [child]
}

function addBranches({ state, add, goOn, place }: Paths, branches: readonly Transition[]): void {
  for (const branch of branches) {
    const why = branch.if === undefined ? 'otherwise' : 'branch'
    const label = branch.if === undefined ? 'otherwise' : whenWords(branch.if)
    const more = { transition: branch, ...(branch.if === undefined ? {} : { condition: branch.if }) }
    if (branch.targets.length === 0) goOn(why, label, state.next, branch.range, more)
    for (const target of branch.targets) add(place.find(target.state), why, label, target.range, more)
    if (branch.if === undefined) return
  }
  goOn('otherwise', 'otherwise', state.next, state.nameRange)
}

function addAnswers({ state, add, goOn, place }: Paths, activity: Extract<State['activity'], { kind: 'confirm' }>): void {
  const answer = (why: WayKind, label: string, target: Target | undefined): void => {
    if (target === undefined) add(theEnd, why, label, state.nameRange)
    else add(place.find(target.state), why, label, target.range)
  }
  goOn('yes', 'yes', activity.yes === undefined ? state.next : [activity.yes], state.nameRange)
  answer('no', 'no', activity.no)
  answer('expired', 'nobody answers', activity.expired ?? activity.no)
}

function addTransitions({ state, place, add }: Paths): void {
  const addOne = (why: WayKind, words: string, transition: Transition): void => {
    const label = [words, whenWords(transition.if)].filter((part) => part !== '').join(' ')
    const more = { transition, ...(transition.if === undefined ? {} : { condition: transition.if }) }
    for (const target of transition.targets) add(place.find(target.state), why, label, target.range, more)
  }
  for (const transition of state.on) addOne('on', `on ${transition.event}`, transition)
  for (const transition of state.after) addOne('after', `after ${delayWords(transition.delay)}`, transition)
  for (const transition of state.always) addOne('always', '', transition)
}

function addCatches({ state, place, add, goOn }: Paths): void {
  for (const taken of state.catch) {
    const more = { transition: taken, ...(taken.if === undefined ? {} : { condition: taken.if }) }
    if (taken.next === undefined) goOn('catch', catchWords(taken), state.next, taken.range, more)
    else add(place.find(taken.next.state), 'catch', catchWords(taken), taken.next.range, more)
  }
  if (place.uncaught && canFail(state)) add(theEnd, 'failed', 'on failure', state.nameRange)
}

export function catchesAll(taken: Catch): boolean {
  return taken.if === undefined && (taken.code.length === 0 || taken.code.includes('*'))
}

/** Whether the state itself may fail, apart from what lies inside it. */
export function canFail(state: State): boolean {
  const { activity } = state
  const { kind } = activity
  if (state.timeout !== undefined) return true
  if (kind === 'leave') return isWorkedOut(activity.value)
  if (kind === 'end') return isWorkedOut(activity.output) || isWorkedOut(activity.because)
  return kind === 'each' || !(isGroup(state) || kind === 'pass' || kind === 'rest' || kind === 'history')
}

function isWorkedOut(template: Template | undefined): boolean {
  return template !== undefined && template.kind !== 'literal'
}
