import { statesInside } from '../flow/flow.ts'
import type { Skill, State, Template } from '../terms/skill.ts'
import type { SkillSummary } from './world.ts'

/** Gives what another skill must know of this one to run it. */
export function summarizeSkill({ inputs, states }: Skill): SkillSummary {
  const outputs = new Set<string>()
  for (const template of doneOutputs(states)) {
    const names = fieldsOf(template)
    if (names === undefined) return { inputs }
    for (const name of names) outputs.add(name)
  }
  return { inputs, outputs: [...outputs] }
}

/** The outputs of all ends that are `done`; an end inside an `each` ends its element only. */
function doneOutputs(states: readonly State[]): (Template | undefined)[] {
  return states.flatMap((state) => {
    const { activity } = state
    if (activity.kind === 'end') return activity.outcome === 'done' ? [activity.output] : []
    return activity.kind === 'each' ? [] : doneOutputs(statesInside(state))
  })
}

/** Gives the fields of an object that is written out; `undefined` for what may be anything. */
function fieldsOf(template: Template | undefined): readonly string[] | undefined {
  if (template === undefined) return []
  if (template.kind === 'object') return Object.keys(template.fields)
  const { value } = template.kind === 'literal' ? template : { value: undefined }
  if (value === undefined) return undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
}
