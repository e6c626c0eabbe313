/*
 * The journal: the only durable truth of a run. Owns: the shape of every entry. Always true of a stored journal:
 * `sequence` counts from 1 without gaps; the first entry is `run-started`; what moves the machine is written before it moves.
 */
import type { Budget, Usage } from './budget.ts'
import type { Contract } from './contract.ts'
import type { Decision, DeedCard, GrantSpan } from './decision.ts'
import type { Failure } from './failure.ts'
import type { Json, JsonObject, JsonSchema } from './json.ts'
import type { Labels } from './label.ts'
import type { Reversal } from './reversal.ts'

export type Outcome = 'done' | 'failed' | 'stopped' | 'unknown'

/** `live` does the deeds; `rehearse` only predicts changes; `test` answers from the test in the file. */
export type RunMode = 'live' | 'rehearse' | 'test'

/** Every entry names the run by its place in the store, its number, and its time in milliseconds since 1970. */
export interface EntryHead {
  readonly sequence: number
  readonly time: number
}

export type EntryBody =
  /**
   * `envelope`: hashes of the deeds of the rehearsal that was approved; null: there was none. `own`: this text stood under its
   * name among the skills of the person, so that what the person allowed by that name held for it.
   */
  | { readonly kind: 'run-started'; readonly skill: string; readonly hash: string; readonly input: JsonObject; readonly origins: { readonly [argument: string]: Labels }; readonly memory: JsonObject; readonly memoryLabels?: { readonly [fact: string]: Labels }; readonly intent: JsonObject; readonly mode: RunMode; readonly envelope: readonly string[] | null; readonly accepted: boolean; readonly own?: true; readonly contract?: Contract; readonly budget?: Budget; readonly forkedFrom?: ForkPoint }
  /** The run goes on from here as a fork of another: all before is what that run did. Nothing it was allowed is allowed here. */
  | ({ readonly kind: 'run-forked' } & ForkPoint)
  /** The person changed what the run may do; from here on this holds. */
  | { readonly kind: 'contract-changed'; readonly contract: Contract }
  /** A sub-skill begins for an activity; its text is pinned by hash. */
  | { readonly kind: 'skill-started'; readonly activity: number; readonly path: string; readonly skill: string; readonly hash: string; readonly input: JsonObject; readonly accepted: boolean; readonly own?: true }
  /** `hash` is there when an approval or the envelope was used up; `undoes` is the call that this one takes back. */
  | { readonly kind: 'tool-called'; readonly activity: number; readonly path: string; readonly tool: string; readonly input: JsonObject; readonly key: string; readonly attempt: number; readonly before: Json; readonly decision: Decision; readonly hash?: string; readonly undoes?: number }
  /**
   * `call` is the sequence number of the `tool-called` entry; `untrusted` the parts of the output that others wrote; `changed`:
   * a person put the output there, all of it or a part.
   */
  | { readonly kind: 'tool-answered'; readonly call: number; readonly output?: Json; readonly untrusted?: true | readonly string[]; readonly failure?: Failure; readonly undo?: Reversal | null; readonly found?: 'checked' | 'settled'; readonly changed?: Changed }
  /** An answer for an activity that is no longer open: kept, because the deed took place. */
  | { readonly kind: 'answer-late'; readonly call: number; readonly output?: Json; readonly failure?: Failure; readonly undo?: Reversal | null }
  | { readonly kind: 'effect-denied'; readonly activity: number; readonly path: string; readonly tool: string; readonly input: JsonObject; readonly decision: Decision }
  /** The engine itself fails an activity: unknown tool, bad arguments, no model. `waits`: it is done again when the run goes on. */
  | { readonly kind: 'activity-failed'; readonly activity: number; readonly path: string; readonly failure: Failure; readonly waits?: true }
  | { readonly kind: 'person-asked'; readonly activity: number; readonly path: string; readonly question: Question }
  | { readonly kind: 'person-answered'; readonly ask: number; readonly answer: PersonAnswer }
  /** Asked again after the run was left, the same question has an entry of its own, and the one before gets no answer. */
  | { readonly kind: 'model-asked'; readonly activity: number; readonly path: string; readonly question: string; readonly given: JsonObject; readonly schema: JsonSchema }
  | { readonly kind: 'model-answered'; readonly ask: number; readonly answer?: Json; readonly failure?: Failure; readonly usage?: Usage; readonly waits?: true; readonly changed?: Changed }
  | { readonly kind: 'timer-fired'; readonly timer: number }
  | { readonly kind: 'event-received'; readonly name: string; readonly data: JsonObject; readonly labels: Labels }
  | { readonly kind: 'evidence-checked'; readonly activity: number; readonly path: string; readonly holds: boolean | 'unknown'; readonly reads: readonly { readonly tool: string; readonly input: JsonObject; readonly output?: Json; readonly failure?: Failure }[] }
  /** Killed between a call and its answer, and nothing can tell: the run stops here until the person settles it. */
  | { readonly kind: 'outcome-unknown'; readonly call: number; readonly because: string }
  | { readonly kind: 'run-paused'; readonly because: string }
  | { readonly kind: 'run-resumed' }
  | { readonly kind: 'run-cancelled'; readonly because: string }
  | { readonly kind: 'run-ended'; readonly outcome: Outcome; readonly output: Json; readonly because: string | null; readonly failure?: Failure }
  | { readonly kind: 'undo-started' }
  /** A deed that can not be taken back, or whose reversal was refused or failed. */
  | { readonly kind: 'undo-skipped'; readonly call: number; readonly because: string }
  | { readonly kind: 'undo-ended'; readonly undone: number; readonly skipped: number }

export type Entry = EntryHead & EntryBody
export type EntryKind = Entry['kind']

/** The run that a fork comes from, its last entry that the fork begins with, and the entry whose value was changed, if one was. */
export interface ForkPoint {
  readonly run: string
  readonly at: number
  readonly changed?: number
}

/** How much of a recorded value a person replaced. `part`: what is left of it keeps its labels. */
export type Changed = 'all' | 'part'

export type Question =
  | { readonly kind: 'approve'; readonly card: DeedCard; readonly expires: number | null }
  | { readonly kind: 'form'; readonly text: string; readonly form: { readonly [field: string]: JsonSchema }; readonly labels: Labels; readonly expires: number | null }
  | { readonly kind: 'confirm'; readonly text: string; readonly card: DeedCard | null; readonly labels: Labels; readonly expires: number | null }

export type PersonAnswer =
  | { readonly kind: 'yes'; readonly span: GrantSpan }
  | { readonly kind: 'no'; readonly because?: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'filled'; readonly values: JsonObject }
