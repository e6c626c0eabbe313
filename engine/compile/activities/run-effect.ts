import { ExpressionFault } from '../../terms/expression.ts'
import { joinLabels } from '../../terms/label.ts'
import type { ActivityEffect } from '../../terms/effect.ts'
import type { Activity } from '../../terms/skill.ts'
import { onlyForeign } from '../foreign.ts'
import type { Builder } from '../builder.ts'
import type { MachineScope } from '../scope.ts'
import { compileArguments } from './arguments.ts'

export function runEffect(builder: Builder, state: string, activity: Extract<Activity, { kind: 'run' }>): (scope: MachineScope) => ActivityEffect {
  const skill = builder.template(activity.skill)
  const inputs = compileArguments(builder, activity.with)
  const because = builder.because(state)
  return (scope) => {
    const name = skill.evaluate(scope)
    if (typeof name !== 'string') throw new ExpressionFault('The name of the skill to run is not a text.', 0, 0)
    return { kind: 'run', state, skill: name, input: inputs.values(scope), origins: inputs.origins(scope), because: joinLabels(because(scope), onlyForeign(skill.labels(scope))) }
  }
}
