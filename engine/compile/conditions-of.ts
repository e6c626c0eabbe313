import { controlling } from '../flow/control-dependence.ts'
import { flowOf } from '../flow/flow-of.ts'
import type { Skill, Template } from '../terms/skill.ts'

/**
 * Gives for each state, by name, what is read to decide whether it runs: conditions and lists, as templates. Worked out
 * when it is first asked for: most runs never meet anything untrusted and never ask.
 */
export function conditionsOf(skill: Skill): (state: string) => readonly Template[] {
  let byState: Map<string, readonly Template[]> | undefined
  return (state) => (byState ??= workOut(skill)).get(state) ?? []
}

function workOut(skill: Skill): Map<string, readonly Template[]> {
  const flow = flowOf(skill)
  const controls = controlling(flow)
  const result = new Map<string, readonly Template[]>()
  for (const { key, state } of flow.states.values()) {
    const templates = controls.of(key).flatMap((choice) => [
      ...choice.conditions.map((cel): Template => ({ kind: 'expression', cel, range: cel.range })),
      ...choice.templates,
    ])
    result.set(state.name, templates)
  }
  return result
}
