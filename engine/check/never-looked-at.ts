import type { Range } from '../terms/position.ts'
import type { Cel } from '../terms/skill.ts'

/** One of several ways of which the first that fits is taken. */
export interface Branch {
  readonly if: Cel | undefined
  readonly code?: readonly string[]
  readonly range: Range
}

/** Gives the branches behind the first that always fits. */
export function neverLookedAt<B extends Branch>(branches: readonly B[]): readonly B[] {
  const always = branches.findIndex((branch) => (branch.if === undefined || branch.if.text === 'true') && (branch.code ?? []).length === 0)
  return always === -1 ? [] : branches.slice(always + 1)
}
