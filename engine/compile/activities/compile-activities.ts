/* The code beside the nodes: for each state that does something, its deed, its tries, its time and its way back. */
import type { State } from '../../terms/skill.ts'
import type { ActivityEffect } from '../../terms/effect.ts'
import type { Builder } from '../builder.ts'
import { statesOf } from '../doors.ts'
import type { ActivityCode, Machine } from '../machine.ts'
import type { MachineSource } from '../machine-source.ts'
import type { MachineScope } from '../scope.ts'
import { askEffect } from './ask-effect.ts'
import { callEffect } from './call-effect.ts'
import { confirmEffect } from './confirm-effect.ts'
import { eachEffect } from './each-effect.ts'
import { evidenceCode } from './evidence-code.ts'
import { runEffect } from './run-effect.ts'
import { thinkEffect } from './think-effect.ts'

type EffectOf = (scope: MachineScope) => ActivityEffect
type CompileBody = (source: MachineSource) => Machine

/** Gives the code of each state that does something; `compileBody` gives the machine of the body of an `each`. */
export function compileActivities(source: MachineSource, builder: Builder, compileBody: CompileBody): ReadonlyMap<string, ActivityCode> {
  const states = statesOf(source.states)
  const effects = new Map<string, EffectOf>()
  for (const state of states) {
    const effect = compileEffect(builder, state, effects)
    if (effect !== undefined) effects.set(state.name, effect)
  }
  const codes = new Map<string, ActivityCode>()
  for (const state of states) {
    const effect = effects.get(state.name)
    if (effect !== undefined) codes.set(state.name, { state: state.name, effect, ...tries(builder, state), ...reversal(builder, state), ...parts(source, builder, state, compileBody) })
  }
  return codes
}

function compileEffect(builder: Builder, state: State, effects: ReadonlyMap<string, EffectOf>): EffectOf | undefined {
  const { activity } = state
  switch (activity.kind) {
    case 'call':
      return callEffect(builder, state.name, activity)
    case 'run':
      return runEffect(builder, state.name, activity)
    case 'ask':
      return askEffect(builder, state.name, activity)
    case 'confirm':
      return confirmEffect(builder, state, activity, effects)
    case 'think':
      return thinkEffect(builder, state.name, activity)
    case 'each':
      return eachEffect(builder, state.name, activity)
    default:
      return activity.kind === 'end' && activity.evidence !== undefined ? () => ({ kind: 'evidence', state: state.name }) : undefined
  }
}

/** `timeout:` and `retry:`. Groups and waits have theirs in their nodes. */
function tries(builder: Builder, state: State): Pick<ActivityCode, 'timeout' | 'retry'> {
  const { retry } = state
  const timeout = state.timeout === undefined ? {} : { timeout: builder.milliseconds(state.timeout) }
  if (retry === undefined) return timeout
  const condition = retry.if === undefined ? undefined : builder.expression(retry.if)
  const wait = retry.after === undefined ? () => 1000 : builder.milliseconds(retry.after)
  return {
    ...timeout,
    retry: (scope, error, attempt) => {
      if (attempt > retry.times) return undefined
      const inside = { ...scope, error }
      if (condition !== undefined && condition.evaluate(inside) !== true) return undefined
      return wait(inside) * retry.factor ** (attempt - 1)
    },
  }
}

function reversal(builder: Builder, state: State): Pick<ActivityCode, 'reversal'> {
  const { undo } = state
  if (undo === undefined) return {}
  const fields = Object.entries(undo.with).map(([name, template]) => [name, builder.template(template)] as const)
  return {
    reversal: (scope) => ({
      tool: undo.tool,
      input: Object.fromEntries(fields.map(([name, value]) => [name, value.evaluate(scope)])),
      origins: Object.fromEntries(fields.map(([name, value]) => [name, value.labels(scope)])),
    }),
  }
}

function parts(source: MachineSource, builder: Builder, state: State, compileBody: CompileBody): Pick<ActivityCode, 'body' | 'evidence'> {
  const { activity } = state
  if (activity.kind === 'each') {
    const name = `${source.name}/${state.name}`
    return { body: compileBody({ name, states: activity.body, start: activity.start, item: activity.as, outer: builder.slots, surroundings: source.surroundings }) }
  }
  return activity.kind === 'end' && activity.evidence !== undefined ? evidenceCode(builder, activity.evidence) : {}
}
