/* Deeds described as data: what a step asks the runner for. A new kind does not compile until the runner handles it. */
import type { Failure } from './failure.ts'
import type { Json, JsonObject, JsonSchema } from './json.ts'
import type { Labelled, Labels } from './label.ts'

/** A tool call with its exact arguments. The labels of each top-level argument tell where it came from. */
export interface Deed {
  readonly tool: string
  readonly input: JsonObject
  readonly origins: { readonly [argument: string]: Labels }
  /** Labels of the choices that led here, where those differ from the person and the skill text. */
  readonly because: Labels
}

export type ActivityEffect =
  | { readonly kind: 'call'; readonly state: string; readonly deed: Deed }
  | { readonly kind: 'run'; readonly state: string; readonly skill: string; readonly input: JsonObject; readonly origins: { readonly [argument: string]: Labels }; readonly because: Labels }
  | { readonly kind: 'ask'; readonly state: string; readonly text: string; readonly form: { readonly [field: string]: JsonSchema }; readonly labels: Labels; readonly expires: number | undefined }
  | { readonly kind: 'confirm'; readonly state: string; readonly text: string; readonly labels: Labels; readonly deed: (Deed & { readonly state: string }) | undefined; readonly expires: number | undefined }
  | { readonly kind: 'think'; readonly state: string; readonly question: string; readonly given: JsonObject; readonly answer: JsonSchema; readonly labels: Labels }
  | { readonly kind: 'each'; readonly state: string; readonly items: readonly Json[]; readonly labels: Labels; readonly untrusted: readonly string[]; readonly atOnce: number; readonly because: Labels }
  | { readonly kind: 'evidence'; readonly state: string }

export type Effect =
  | ActivityEffect
  /** The activity of `state` is left: cancel it. */
  | { readonly kind: 'stop'; readonly state: string }
  | { readonly kind: 'timer'; readonly timer: string; readonly at: number }
  | { readonly kind: 'cancel-timer'; readonly timer: string }
  | { readonly kind: 'end'; readonly end: End }

/** How a machine ended. `failed` carries the failure that nothing caught, where there was one. */
export interface End {
  readonly outcome: 'done' | 'failed' | 'stopped'
  readonly output: Labelled<Json>
  readonly because: string | undefined
  readonly error: Failure | undefined
  /** Of `because` and `error`. Left out: none. */
  readonly labels?: Labels
}
