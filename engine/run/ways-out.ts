import { doorName } from '../compile/doors.ts'
import type { Range } from '../terms/position.ts'
import type { Cel, State, Target } from '../terms/skill.ts'

export type WayKind = 'if' | 'always' | 'choose' | 'on' | 'after' | 'catch'

/** A way into or out of a state as its file has it. */
export interface WayOut {
  readonly kind: WayKind
  /** For `on` the event, for `after` its number among the delays. */
  readonly name: string
  /** For `catch`: the codes that it takes; none takes all. */
  readonly codes: readonly string[]
  readonly condition: Cel | undefined
  /** What the machine knows the way by: its condition, or the whole `catch`. */
  readonly key: Range | undefined
  readonly range: Range | undefined
  readonly to: readonly string[]
}

/** Gives the ways of a state in the order in which they are looked at: its `if:`, then `always:`, branches, events, delays, catches. */
export function waysOut(state: State): WayOut[] {
  const { activity } = state
  const inside: WayOut[] = state.if === undefined ? [] : [way('if', '', state.if, state.if.range, [{ state: state.name, range: state.nameRange }])]
  const waits = activity.kind === 'wait-for' ? [way('on', activity.event, activity.if, activity.if?.range, state.next)] : []
  return [
    ...inside,
    ...state.always.map((one) => way('always', '', one.if, one.range, one.targets)),
    ...(activity.kind === 'choose' ? activity.branches.map((one) => way('choose', '', one.if, one.range, one.targets)) : []),
    ...state.on.map((one) => way('on', one.event, one.if, one.range, one.targets)),
    ...waits,
    ...state.after.map((one, index) => way('after', String(index), one.if, one.range, one.targets)),
    ...state.catch.map((one) => ({ ...way('catch', '', one.if, one.range, one.next === undefined ? [] : [one.next]), key: one.range, codes: one.code })),
  ]
}

function way(kind: WayKind, name: string, condition: Cel | undefined, range: Range | undefined, to: readonly Target[] = []): WayOut {
  return { kind, name, codes: [], condition, key: condition?.range, range, to: to.map((target) => target.state) }
}

/** The nodes of a machine that the ways of a state belong to. */
export function nodesOf(state: string): readonly string[] {
  return [state, doorName(state)]
}
