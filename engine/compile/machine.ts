/* What compile gives: a statechart, also as an ordinary XState machine, and beside it the code of the expressions by number and by state. */
import type { AnyStateMachine } from 'xstate'
import type { ActivityEffect, End } from '../terms/effect.ts'
import type { Failure } from '../terms/failure.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { Limits, State } from '../terms/skill.ts'
import type { Reversal } from '../terms/tool.ts'
import type { Chart } from './chart.ts'
import type { Env, MachineScope, Slots } from './scope.ts'

/**
 * What guards and actions share during one step, which is synchronous: the time of the step, and the fault of an
 * expression, so that a guard that can not be evaluated fails its state and is not just false.
 */
export interface Register {
  now: number
  /** Set by a guard or a `set:`; the way of the state for faults looks at it. */
  fault: Failure | undefined
  /** A fault where the state can no longer catch it (a transition's `set:`, a delay); fails the machine. */
  lateFault: Failure | undefined
}

/** What the engine asks of one state that does something. All of it pure. */
export interface ActivityCode {
  readonly state: string
  /** The deed with its arguments worked out. Throws ExpressionFault. */
  effect(scope: MachineScope): ActivityEffect
  /** Milliseconds for one try. */
  timeout?(scope: MachineScope): number
  /** Milliseconds to wait before try number `attempt + 1`; undefined: there is none. */
  retry?(scope: MachineScope, error: Failure, attempt: number): number | undefined
  /** What takes the deed back, as the skill says it. */
  reversal?(scope: MachineScope): Reversal
  /** Evaluates the evidence with the reads a tool offers. Throws ExpressionFault. */
  evidence?(scope: MachineScope, probe: Probe): Json
  /** The machine of an element. */
  readonly body?: Machine
}

/** Answers a read that an evidence asks for: `file_exists("/a")`. May throw to say that the answer is not there yet. */
export type Probe = (name: string, args: readonly unknown[]) => Json

export interface Machine {
  /** The name of the skill; for a body, with the state behind a `/`. */
  readonly name: string
  /** What is stepped. */
  readonly chart: Chart
  /** The same nodes as an ordinary XState machine, made when it is first asked for. */
  readonly logic: AnyStateMachine
  readonly slots: Slots
  /** The states it is made of, by name; not those in the body of an `each`, which is a machine of its own. */
  readonly states: ReadonlyMap<string, State>
  readonly register: Register
  readonly limits: Limits
  /** The inputs of the skill; one without a default is required. */
  readonly inputs: { readonly [name: string]: JsonSchema }
  readonly activities: ReadonlyMap<string, ActivityCode>
  /** The variables at their defaults. */
  readonly variables: JsonObject
  /** The ceiling: tools and skills with the bounds of their control arguments, worked out for these inputs. */
  ceiling(env: Env): MachineCeiling
  /** How the machine ended, worked out when `state` (undefined: the end of the list) is entered. */
  end(state: string | undefined, scope: MachineScope): End
}

export interface MachineCeiling {
  readonly tools: ReadonlyMap<string, { readonly [argument: string]: readonly string[] }>
  readonly skills: ReadonlySet<string>
}
