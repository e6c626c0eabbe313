/*
 * The labels of a list that keeps elements of another as they are. Owns: what of the list it comes from counts. Always true: E1 a
 * part of an element that is untrusted stays so, by its path in the element; E2 what is read to choose or order the elements counts
 * for each of them and for how many there are; E3 where the elements themselves are untrusted, so is how many there are.
 */
import type { KeptElements } from '../terms/expression.ts'
import { joinLabels, type Labels } from '../terms/label.ts'
import { bindingsOf, type MachineScope, type Slots } from './scope.ts'
import { cellAt, type Cell } from './values.ts'

/** The labels that all elements share, and the parts of an element that are untrusted beside. */
export interface KeptLabels {
  readonly labels: Labels
  readonly untrusted: readonly string[]
}

/** Gives how the labels of such a list are read; of one that comes from no state, or of which all is untrusted, it gives none. */
export function keptLabels({ from: [name = '', ...base], by }: KeptElements, slots: Slots): ((scope: MachineScope) => KeptLabels | undefined) | undefined {
  const result = resultOf(name, slots)
  if (result === undefined) return undefined
  const bindings = bindingsOf(slots)
  return (scope) => {
    const cell = result(scope)
    if (cell?.untrusted === undefined) return undefined
    const patterns = cell.untrusted.map((pattern) => pattern.split('.')).filter((pattern) => reaches(pattern, base))
    // One that ends at the list or above it, or at its elements.
    if (patterns.some(({ length }) => length <= base.length + 1)) return undefined
    const labels = by.reduce((all, [first = '', ...path]) => joinLabels(all, bindings(first)?.labels(scope, path) ?? []), cell.labels)
    // A key in the place of a number could only be there by mistake: it counts for every element.
    return { labels, untrusted: patterns.map((pattern) => pattern.slice(base.length + 1).join('.')) }
  }
}

/** Reads the result of a state, of this machine or of one around it. */
function resultOf(name: string, { byState, item, outer }: Slots): ((scope: MachineScope) => Cell | undefined) | undefined {
  const slot = byState.get(name)
  if (slot !== undefined) return (scope) => cellAt(scope.values, slot)
  if (outer === undefined || name === item || (item !== undefined && name === 'index')) return undefined
  const around = resultOf(name, outer)
  return around === undefined ? undefined : (scope) => (scope.env.outer === undefined ? undefined : around(scope.env.outer))
}

function reaches(pattern: readonly string[], base: readonly string[]): boolean {
  return base.every((part, index) => index >= pattern.length || pattern[index] === part || pattern[index] === '*')
}
