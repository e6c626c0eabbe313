/*
 * Skill → Machine. Owns: putting the parts together. Does not own: the nodes (nodes/), the code of activities
 * (activities/), running (run/). Always true: the skill passed the checker without an error.
 */
import type { AnyStateMachine } from 'xstate'
import type { End } from '../terms/effect.ts'
import type { Json } from '../terms/json.ts'
import { joinLabels, noLabels } from '../terms/label.ts'
import type { Skill } from '../terms/skill.ts'
import { compileActivities } from './activities/compile-activities.ts'
import { Builder } from './builder.ts'
import { compileCeiling } from './compile-ceiling.ts'
import { statesOf } from './doors.ts'
import { linkChart, type RootConfig } from './link-chart.ts'
import type { Machine, Register } from './machine.ts'
import type { MachineSource } from './machine-source.ts'
import { makeLogic } from './make-logic.ts'
import { buildList } from './nodes/build-list.ts'
import { buildNode } from './nodes/build-node.ts'
import { conditionsOf } from './conditions-of.ts'
import { planMachine } from './plan-machine.ts'
import type { MachineScope } from './scope.ts'
import { cellAt } from './values.ts'
import { keepError } from './ways.ts'

/** Gives the machine of a skill. `evidenceReads`: the functions that tools offer to `evidence:`. */
export function compileSkill(skill: Skill, options: { readonly evidenceReads?: readonly string[] } = {}): Machine {
  const surroundings = { conditions: conditionsOf(skill), evidenceReads: options.evidenceReads ?? [] }
  return compileMachine(skill, { name: skill.name, states: skill.states, start: skill.start, item: undefined, outer: undefined, surroundings })
}

/** Gives the machine of a skill or of the body of an `each`. */
export function compileMachine(skill: Skill, source: MachineSource): Machine {
  const plan = planMachine(source.states, source.item, source.outer, source.surroundings)
  const register: Register = { now: 0, fault: undefined, lateFault: undefined }
  const builder = new Builder(plan, register)
  const list = buildList(builder, source.states, source.start, { name: '$root', slot: plan.slots.result }, true, buildNode)
  const end = (params: object) => ({ type: 'final', entry: [{ type: 'chela.end', params }] })
  const config = {
    id: source.name,
    initial: list.initial,
    states: {
      ...list.states,
      $failed: { id: '$failed', ...end({ outcome: 'failed' }) },
      $stopped: { id: '$stopped', ...end({ outcome: 'stopped' }) },
      $ended: { id: '$ended', type: 'final' },
    },
    on: { 'chela.failed.*': [{ target: '#$failed', actions: [keepError(builder)] }] },
  }
  let logic: AnyStateMachine | undefined
  return {
    name: source.name,
    chart: linkChart(config as RootConfig, builder.codes),
    get logic() {
      return (logic ??= makeLogic(config as RootConfig, builder.codes))
    },
    slots: plan.slots,
    states: new Map(statesOf(source.states).map((state) => [state.name, state])),
    register,
    limits: skill.limits,
    inputs: skill.inputs,
    activities: compileActivities(source, builder, (body) => compileMachine(skill, body)),
    variables: source.outer === undefined ? Object.fromEntries(Object.entries(skill.vars).map(([name, schema]) => [name, schema.default ?? null])) : {},
    ceiling: compileCeiling(skill),
    end: compileEnds(source, builder),
  }
}

/** How the machine ends, by the state that ended it. Works out `output:` and `because:`. */
function compileEnds(source: MachineSource, builder: Builder): Machine['end'] {
  const ends = new Map<string, (scope: MachineScope) => End>()
  for (const { name, activity } of statesOf(source.states)) {
    if (activity.kind !== 'end') continue
    const output = activity.output === undefined ? undefined : builder.template(activity.output)
    const because = activity.because === undefined ? undefined : builder.template(activity.because)
    const led = builder.because(name)
    ends.set(name, (scope) => ({
      outcome: activity.outcome,
      output: output === undefined ? { value: null, labels: led(scope) } : { value: output.evaluate(scope), labels: joinLabels(output.labels(scope), led(scope)) },
      because: because === undefined ? undefined : textOf(because.evaluate(scope)),
      error: undefined,
      labels: because === undefined ? noLabels : because.labels(scope),
    }))
  }
  const fallOff = (scope: MachineScope): End => {
    const cell = source.outer === undefined ? undefined : cellAt(scope.values, builder.slots.result)
    return { outcome: 'done', output: cell ?? { value: null, labels: noLabels }, because: undefined, error: undefined }
  }
  return (state, scope) => (state === undefined ? fallOff(scope) : (ends.get(state) ?? fallOff)(scope))
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
