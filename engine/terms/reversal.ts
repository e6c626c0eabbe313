import type { Bounds } from './contract.ts'
import type { JsonObject } from './json.ts'
import type { Labels } from './label.ts'

/** The call that takes a deed back. */
export interface Reversal {
  readonly tool: string
  readonly input: JsonObject
  /** Where the skill file says what takes the deed back: the bounds its ceiling gives that tool; null: it does not list it. */
  readonly bounds?: Bounds | null
  /** There, too: where each argument came from. */
  readonly origins?: { readonly [argument: string]: Labels }
}
