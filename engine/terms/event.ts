import type { Failure } from './failure.ts'
import type { Json, JsonObject } from './json.ts'
import type { Labelled, Labels } from './label.ts'

/** What comes into a machine. `time` is milliseconds since 1970 and becomes `now` of every expression of the step. */
export type Event =
  /** The activity of `state` ended with a value. */
  | { readonly kind: 'done'; readonly time: number; readonly state: string; readonly result: Labelled<Json> }
  /** The activity of `state` failed for good (no try is left). */
  | { readonly kind: 'failed'; readonly time: number; readonly state: string; readonly error: Failure; readonly labels?: Labels }
  /** Something from outside, or from a parent. */
  | { readonly kind: 'message'; readonly time: number; readonly name: string; readonly data: Labelled<JsonObject> }
  /** A delay of the machine is over. `timer` is the id the `timer` effect gave. */
  | { readonly kind: 'timer'; readonly time: number; readonly timer: string }
