import type { ActivityEffect } from '../../terms/effect.ts'
import { noLabels } from '../../terms/label.ts'
import type { Activity } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { MachineScope } from '../scope.ts'

export function askEffect(builder: Builder, state: string, activity: Extract<Activity, { kind: 'ask' }>): (scope: MachineScope) => ActivityEffect {
  const text = activity.text === undefined ? undefined : builder.template(activity.text)
  const expires = activity.expires === undefined ? undefined : builder.milliseconds(activity.expires)
  return (scope) => ({
    kind: 'ask',
    state,
    text: text === undefined ? '' : String(text.evaluate(scope) ?? ''),
    form: activity.form,
    labels: text?.labels(scope) ?? noLabels,
    expires: expires === undefined ? undefined : scope.now + expires(scope),
  })
}
