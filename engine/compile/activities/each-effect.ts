import { bindingsOf, type MachineScope } from '../scope.ts'
import { ExpressionFault } from '../../terms/expression.ts'
import type { ActivityEffect } from '../../terms/effect.ts'
import { joinLabels, type Labels } from '../../terms/label.ts'
import type { Activity, Template } from '../../terms/skill.ts'
import type { Builder } from '../builder.ts'
import { cellAt } from '../values.ts'

const mostElements = 100_000
const mostAtOnce = 100

/** Gives the elements of an `each` with the labels they share. */
export function eachEffect(builder: Builder, state: string, activity: Extract<Activity, { kind: 'each' }>): (scope: MachineScope) => ActivityEffect {
  const items = builder.template(activity.items)
  const atOnce = builder.template(activity.atOnce)
  const because = builder.because(state)
  const origin = elementOrigin(builder, activity.items)
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

interface Origin {
  readonly labels: Labels
  readonly untrusted: readonly string[]
}

const plainList = /^([a-z_]\w*)((?:\.\w+)*)(?:\.filter\(.*\))?$/su

/**
 * For a list taken as it is from the result of a state, filtered or not: which parts of an element are untrusted, so that
 * the others stay trusted. What the filter reads decided which elements there are, and counts for all of each.
 */
function elementOrigin(builder: Builder, template: Template): ((scope: MachineScope) => Origin | undefined) | undefined {
  if (template.kind !== 'expression') return undefined
  const [whole, name, rest] = plainList.exec(template.cel.text.trim()) ?? []
  const slot = name === undefined ? undefined : builder.slots.byState.get(name)
  if (whole === undefined || slot === undefined || rest === undefined) return undefined
  const base = rest.split('.').slice(1)
  const prefix = [...base, '*', ''].join('.')
  const bindings = bindingsOf(builder.slots)
  const others = builder.template(template).reads.filter((read) => !(read[0] === name && read.slice(1).join('.') === base.join('.')))
  return (scope) => {
    const cell = cellAt(scope.values, slot)
    if (cell?.untrusted === undefined) return undefined
    const inside = cell.untrusted.filter((pattern) => pattern.startsWith(prefix)).map((pattern) => pattern.slice(prefix.length))
    const around = cell.untrusted.some((pattern) => `${base.join('.')}.`.startsWith(`${pattern}.`) || `${base.join('.')}.*` === pattern)
    if (around) return undefined
    const labels = others.reduce((all, [first = '', ...path]) => joinLabels(all, bindings(first)?.labels(scope, path) ?? []), cell.labels)
    return { labels, untrusted: inside }
  }
}
