import type { MachineScope } from '../scope.ts'
import { ExpressionFault } from '../../terms/expression.ts'
import type { ActivityEffect } from '../../terms/effect.ts'
import type { Activity } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'

const mostElements = 100_000
const mostAtOnce = 100

/** Gives the elements of an `each` with the labels they share. */
export function eachEffect(builder: Builder, state: string, activity: Extract<Activity, { kind: 'each' }>): (scope: MachineScope) => ActivityEffect {
  const items = builder.template(activity.items)
  const atOnce = builder.template(activity.atOnce)
  const because = builder.because(state)
  const origin = builder.keptOf(items)
  return (scope) => {
    const list = items.evaluate(scope)
    const width = Number(atOnce.evaluate(scope))
    if (!Array.isArray(list)) throw new ExpressionFault('"each" needs a list.', 0, 0)
    if (list.length > mostElements) throw new ExpressionFault(`"each" has ${list.length} elements; at most ${mostElements} are allowed.`, 0, 0)
    if (!Number.isInteger(width) || width < 1) throw new ExpressionFault('"at_once" must be a whole number from 1.', 0, 0)
    const { labels, untrusted } = origin?.(scope) ?? { labels: items.labels(scope), untrusted: [] }
    return { kind: 'each', state, items: list, labels, untrusted, atOnce: Math.min(width, mostAtOnce), because: because(scope) }
  }
}
