/*
 * What a skill file means, after shorthands are expanded. Plain JSON data: it can be cached by the hash of the text.
 * Owns: the meaning of every key. Does not own: how it is written (schemas/skill.schema.json) or read (check/read-skill.ts).
 * Always true of a Skill that came out of check without an error: every target exists and can be reached from where it
 * is named, every expression parses, every state name is unique in the file.
 */
import type { Json, JsonObject, JsonSchema } from './json.ts'
import type { Range } from './position.ts'

/** A CEL expression as written, without the `${ }` around it, and where its text stands. */
export interface Cel {
  readonly text: string
  readonly range: Range
}

/** A value to be worked out: a literal, one expression (keeps its type), text with expressions in it, or a tree of these. */
export type Template =
  | { readonly kind: 'literal'; readonly value: Json; readonly range: Range }
  | { readonly kind: 'expression'; readonly cel: Cel; readonly range: Range }
  | { readonly kind: 'text'; readonly parts: readonly (string | Cel)[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly Template[]; readonly range: Range }
  | { readonly kind: 'object'; readonly fields: { readonly [key: string]: Template }; readonly range: Range }

export type Templates = { readonly [name: string]: Template }

export interface Skill {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly examples: readonly string[]
  /** Properties; one without a default is required. */
  readonly inputs: { readonly [name: string]: JsonSchema }
  readonly vars: { readonly [name: string]: JsonSchema }
  /** The ceiling as written; `undefined` when the file has no `uses:` (then it is computed). */
  readonly uses: readonly Use[] | undefined
  readonly limits: Limits
  readonly start: string
  readonly states: readonly State[]
  readonly tests: readonly SkillTest[]
}

/** One line of the ceiling. `kind` is `skill` for a name without a dot. Bounds are evaluated with only `input` in scope. */
export interface Use {
  readonly kind: 'tool' | 'skill'
  readonly name: string
  /** For each control argument the allowed places; an argument that is not listed is not bounded. */
  readonly bounds: { readonly [argument: string]: readonly Template[] }
  readonly range: Range
}

export interface Limits {
  /** States entered in one run, sub-skills and elements counted too. */
  readonly steps: number
  /** Milliseconds from the start of the run to its end. `undefined`: no limit. */
  readonly time: number | undefined
  /** Whether the file states `steps` itself; an unbounded cycle is a fault otherwise. */
  readonly stepsWritten: boolean
}

/** The name of a state, with the stretch that names it. */
export interface Target {
  readonly state: string
  readonly range: Range
}

export interface State {
  readonly name: string
  readonly nameRange: Range
  readonly range: Range
  readonly title: string | undefined
  readonly note: string | undefined
  readonly disabled: boolean
  readonly if: Cel | undefined
  readonly activity: Activity
  /** `undefined`: the state that follows in the file. */
  readonly next: readonly Target[] | undefined
  /** Milliseconds, or an expression that gives a duration. */
  readonly timeout: Template | undefined
  readonly retry: Retry | undefined
  readonly catch: readonly Catch[]
  readonly undo: { readonly tool: string; readonly toolRange: Range; readonly with: Templates } | undefined
  readonly on: readonly EventTransition[]
  readonly after: readonly DelayedTransition[]
  /** Taken as soon as one holds, whenever the machine has come to rest. */
  readonly always: readonly Transition[]
  readonly entry: Actions
  readonly exit: Actions
}

export type ActivityKind = Activity['kind']

export type Activity =
  /** Nothing to do: passes on. */
  | { readonly kind: 'pass' }
  /** Nothing to do, but has `on`, `after` or `always`: rests until one of them leads away. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'call'; readonly tool: string; readonly toolRange: Range; readonly with: Templates }
  | { readonly kind: 'run'; readonly skill: Template; readonly with: Templates }
  | { readonly kind: 'ask'; readonly text: Template | undefined; readonly form: { readonly [field: string]: JsonSchema }; readonly expires: Template | undefined }
  | { readonly kind: 'confirm'; readonly text: Template; readonly of: Target | undefined; readonly yes: Target | undefined; readonly no: Target | undefined; readonly expires: Template | undefined; readonly expired: Target | undefined }
  | { readonly kind: 'think'; readonly question: Template; readonly given: Templates; readonly answer: JsonSchema }
  | { readonly kind: 'choose'; readonly branches: readonly Transition[] }
  /** The body is a list of states of its own. `single`: it holds one state made from the activity of this one. */
  | { readonly kind: 'each'; readonly items: Template; readonly as: string; readonly atOnce: Template; readonly single: boolean; readonly start: string; readonly body: readonly State[] }
  | { readonly kind: 'together'; readonly first: boolean; readonly branches: readonly State[] }
  | { readonly kind: 'wait'; readonly duration: Template }
  | { readonly kind: 'wait-until'; readonly time: Template }
  | { readonly kind: 'wait-for'; readonly event: string; readonly if: Cel | undefined; readonly timeout: Template | undefined }
  | { readonly kind: 'set'; readonly vars: Templates }
  | { readonly kind: 'states'; readonly start: string; readonly states: readonly State[]; readonly history: 'shallow' | 'deep' | undefined }
  /** A door into the enclosing group that leads to where it was last left; `next` is the way in the first time. */
  | { readonly kind: 'history'; readonly depth: 'shallow' | 'deep' }
  /** Finishes the enclosing group with a result. */
  | { readonly kind: 'leave'; readonly value: Template | undefined }
  | { readonly kind: 'end'; readonly outcome: 'done' | 'failed' | 'stopped'; readonly output: Template | undefined; readonly because: Template | undefined; readonly evidence: Cel | undefined }

export interface Actions {
  readonly set: Templates
  readonly raise: readonly Raise[]
  /** Ids of delayed events that are no longer to come. */
  readonly cancel: readonly string[]
}

/** An event the machine sends to itself, at once or after a while. */
export interface Raise {
  readonly event: string
  readonly data: Templates
  readonly after: Template | undefined
  readonly id: string | undefined
}

/** A way on. No target: the actions are done and the state stays. */
export interface Transition extends Actions {
  readonly if: Cel | undefined
  readonly targets: readonly Target[]
  /** Leave and enter the source state again even when the target lies inside it. */
  readonly reenter: boolean
  readonly range: Range
}

/** `event` may be `*` or end in `.*`; `done.NAME` is the end of the group NAME. */
export interface EventTransition extends Transition {
  readonly event: string
}

export interface DelayedTransition extends Transition {
  readonly delay: Template
}

export interface Retry {
  readonly times: number
  /** Before the second try; each further try waits `factor` times as long. */
  readonly after: Template | undefined
  readonly factor: number
  readonly if: Cel | undefined
}

/** The first whose `code` and `if` fit is taken: go on to `next`, or go on with `keep` as the result of the state. */
export interface Catch {
  readonly code: readonly string[]
  readonly if: Cel | undefined
  readonly keep: Template | undefined
  readonly next: Target | undefined
  readonly set: Templates
  readonly range: Range
}

export interface SkillTest {
  readonly name: string
  readonly given: JsonObject
  /** ISO 8601; 2026-01-01T00:00:00Z when left out. */
  readonly now: string | undefined
  /** What a tool, a sub-skill or a state (by its name) answers; a list answers call after call, the last one again and again. */
  readonly answers: { readonly [name: string]: Json }
  /** What the person answers in a state: `yes`, `no`, `expires`, or the filled form. */
  readonly person: { readonly [state: string]: Json }
  /** Tools the gate denies in this test. */
  readonly deny: readonly string[]
  readonly events: readonly { readonly event: string; readonly data: JsonObject }[]
  readonly expect: {
    readonly end: string | undefined
    readonly output: Json | undefined
    readonly because: string | undefined
    /** Deeds in order; only the arguments written are compared. `undefined`: not compared. */
    readonly calls: readonly { readonly tool: string; readonly with: JsonObject }[] | undefined
    /** States that must have been entered. */
    readonly states: readonly string[]
  }
  readonly range: Range
}
