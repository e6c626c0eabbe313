import { joinLabels } from '../../terms/label.ts'
import type { ActivityEffect } from '../../terms/effect.ts'
import type { Activity } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { MachineScope } from '../scope.ts'
import { compileArguments } from './arguments.ts'

/** A question to the model. Its answer will carry the labels of all that it was given. */
export function thinkEffect(builder: Builder, state: string, activity: Extract<Activity, { kind: 'think' }>): (scope: MachineScope) => ActivityEffect {
  const question = builder.template(activity.question)
  const given = compileArguments(builder, activity.given)
  return (scope) => ({
    kind: 'think',
    state,
    question: String(question.evaluate(scope) ?? ''),
    given: given.values(scope),
    answer: activity.answer,
    labels: Object.values(given.origins(scope)).reduce(joinLabels, question.labels(scope)),
  })
}
