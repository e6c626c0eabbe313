import type { JsonSchema } from '../../terms/json.ts'
import type { ReadPath } from '../../terms/expression.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function skillNotFromInput(scene: Scene): void {
  for (const { cel, owner, reads, faults } of scene.cels) {
    const activity = owner?.state.activity
    if (owner === undefined || activity?.kind !== 'run' || activity.skill.kind === 'literal') continue
    const { skill } = activity
    if (skill.kind === 'expression' ? skill.cel !== cel || faults.length > 0 : !(skill.kind === 'text' && skill.parts.includes(cel))) continue
    if (skill.kind === 'expression' && reads.length > 0 && reads.every((path) => isSkill(scene, path))) continue
    scene.report('skill-not-from-input', skill.range, `The name of the skill that "${shown(owner.name)}" runs does not come from an input of the format "skill".`, {
      help: 'Write the name, or "${ input.x }" with "x: { type: string, format: skill }" under "inputs".',
    })
  }
}

/** An input that names a skill or a list of skills, or an element of such a list. */
function isSkill({ skill, states }: Scene, [root, field = '']: ReadPath): boolean {
  if (root !== 'input') return states.some(({ state }) => state.activity.kind === 'each' && state.activity.as === root)
  const schema: JsonSchema | undefined = Object.hasOwn(skill.inputs, field) ? skill.inputs[field] : undefined
  return schema?.format === 'skill' || schema?.items?.format === 'skill'
}
