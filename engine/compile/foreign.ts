import { isUntrusted, type Labelled, type Labels } from '../terms/label.ts'

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

export function noteValue(value: Labelled<unknown> | undefined): void {
  if (seen || value === undefined) return
  if (value.untrusted !== undefined || isUntrusted(value.labels)) seen = true
}
