import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

export function skillNotFromInput(scene: Scene): void {
  const { inputs } = scene.skill
  for (const { name, state } of scene.states) {
    if (state.activity.kind !== 'run' || state.activity.skill.kind === 'literal') continue
    const { skill } = state.activity
    const reads = skill.kind === 'expression' ? /^input\.(\w+)$/.exec(skill.cel.text) : null
    const input = reads?.[1]
    if (input !== undefined && (!Object.hasOwn(inputs, input) || inputs[input]?.format === 'skill')) continue
    const words = input === undefined ? 'is worked out' : `comes from the input "${input}", which is not of the format "skill"`
    scene.report('skill-not-from-input', skill.range, `The name of the skill that "${shown(name)}" runs ${words}.`, {
      help: 'Write the name, or "${ input.x }" with "x: { type: string, format: skill }" under "inputs".',
    })
  }
}
