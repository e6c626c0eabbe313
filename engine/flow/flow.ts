import type { Catch, Cel, State, Transition } from '../terms/skill.ts'
import type { Range } from '../terms/position.ts'

/** Where every skill begins and ends. No state can have these names. */
export const theStart = '(start)'
export const theEnd = '(end)'

/**
 * Why a way is taken. `leave`, `join` and `again` lead from a last state inside a group, a `together` or an `each` back to
 * that state itself, which then goes on; `fall` is the state that follows in the file; `failed` is a failure that nothing
 * catches, or an element that ends as failed.
 */
export type WayKind =
  | 'start' | 'next' | 'fall' | 'skip' | 'branch' | 'otherwise' | 'yes' | 'no' | 'expired' | 'item' | 'again' | 'join' | 'leave'
  | 'history' | 'on' | 'after' | 'always' | 'catch' | 'failed' | 'end'

/** One way on, drawn from the state that declares it. `from` and `to` are keys of `Flow.states`, or the start or the end. */
export interface Way {
  readonly from: string
  readonly to: string
  readonly why: WayKind
  /** In words: "when x > 3", "on door.opened", "after 5m"; empty where the kind says it all. */
  readonly label: string
  /** What must hold for this way, where it says so itself. */
  readonly condition?: Cel
  /** What the file says about it, where it says more than a target. */
  readonly transition?: Transition | Catch
  /** It finishes the group, together or each that `to` names, rather than entering it. */
  readonly finishes?: true
  readonly range: Range
}

export interface FlowState {
  /** The name of the state; for a second state of the same name (one of an `each` with one activity, or a fault) a name no file can write. */
  readonly key: string
  /** What people call it: for the one state inside an `each` with one activity, the name of the `each`. */
  readonly name: string
  readonly state: State
  /** The states, together or each that holds it; `undefined` at the top. */
  readonly parent: string | undefined
  /** The `each` whose body it belongs to; `undefined` for the states of the skill itself. */
  readonly machine: string | undefined
  /** Its place in the file. */
  readonly order: number
  readonly children: readonly string[]
  readonly successors: readonly Way[]
  readonly predecessors: readonly Way[]
}

/** The states of a skill and all ways between them. A projection: always rebuilt from the skill, never written back. */
export interface Flow {
  readonly start: Way | undefined
  /** In the order of the file. */
  readonly states: ReadonlyMap<string, FlowState>
}

/** The states directly inside a state, in order. */
export function statesInside(state: State): readonly State[] {
  const activity = state.activity
  if (activity.kind === 'each') return activity.body
  if (activity.kind === 'together') return activity.branches
  return activity.kind === 'states' ? activity.states : []
}

export function isGroup(state: State): boolean {
  const kind = state.activity.kind
  return kind === 'each' || kind === 'together' || kind === 'states'
}
