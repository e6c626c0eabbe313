import { isUntrusted, joinLabels, noLabels, type Labelled, type Labels } from '../terms/label.ts'
import type { Env, MachineScope } from './scope.ts'
import { cellLabels, type Cell, type Values } from './values.ts'

/*
 * Whether anything untrusted has come into any machine of this process. Until then no choice can have been decided by
 * it, and the labels of choices need not be worked out. It only saves work: the answer is the same either way.
 */
let seen = false

export function foreignSeen(): boolean {
  return seen
}

export function noteLabels(labels: Labels): void {
  if (!seen && isUntrusted(labels)) seen = true
}

/**
 * Gives the untrusted labels of all that an expression could have read: what a fault in one says may repeat any of it.
 */
export function foreignIn({ values, env, event }: { readonly values: Values; readonly env: Env; readonly event?: MachineScope['event'] }): Labels {
  if (!seen) return noLabels
  let labels = onlyForeign(event?.data.labels ?? noLabels)
  const add = (cell: Cell | undefined) => void (labels = joinLabels(labels, onlyForeign(cellLabels(cell, []))))
  for (const page of values) for (const cell of page ?? []) add(cell)
  for (const origin of Object.values(env.origins)) labels = joinLabels(labels, onlyForeign(origin))
  add(env.item)
  return env.outer === undefined ? labels : joinLabels(labels, foreignIn(env.outer))
}

export function onlyForeign(labels: Labels): Labels {
  return isUntrusted(labels) ? labels.filter(({ trust }) => trust === 'untrusted') : noLabels
}

export function noteValue(value: Labelled<unknown> | undefined): void {
  if (seen || value === undefined) return
  if (value.untrusted !== undefined || isUntrusted(value.labels)) seen = true
}
