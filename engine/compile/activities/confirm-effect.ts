import type { ActivityEffect } from '../../terms/effect.ts'
import type { Activity, State } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import type { MachineScope } from '../scope.ts'

const defaultExpiry = 60_000

/** A confirm shows the exact deed of the state in `of:`, worked out now; a yes is bound to it. */
export function confirmEffect(
  builder: Builder,
  state: State,
  activity: Extract<Activity, { kind: 'confirm' }>,
  effects: ReadonlyMap<string, (scope: MachineScope) => ActivityEffect>,
): (scope: MachineScope) => ActivityEffect {
  const text = builder.template(activity.text)
  const expires = activity.expires === undefined ? () => defaultExpiry : builder.milliseconds(activity.expires)
  const shown = activity.of?.state ?? activity.yes?.state ?? builder.nextOf(state.name)
  return (scope) => {
    const effect = shown === undefined ? undefined : effects.get(shown)
    const deed = effect?.(scope)
    return {
      kind: 'confirm',
      state: state.name,
      text: String(text.evaluate(scope) ?? ''),
      labels: text.labels(scope),
      deed: deed?.kind === 'call' ? { ...deed.deed, state: deed.state } : undefined,
      expires: scope.now + expires(scope),
    }
  }
}
