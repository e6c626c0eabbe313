import type { JsonObject } from './json.ts'

/** Something that went wrong in a run. Skills see it as `error`. */
export interface Failure {
  /** Kebab-case. A tool's declared code, or one of the engine's: see `engineFailures`. */
  readonly code: string
  readonly message: string
  /** The state that failed. */
  readonly state?: string
  readonly tool?: string
  readonly facts?: JsonObject
  /** Whether the deed took place all the same. Left out: it did not. */
  readonly happened?: 'maybe'
}

/** The codes the engine itself gives, with their meaning. A tool declares its own beside them. */
export const engineFailures = {
  timeout: 'The activity took longer than its timeout.',
  denied: 'The gate or the person did not permit the deed.',
  expired: 'Nobody answered in time.',
  cancelled: 'The activity was left before it ended.',
  expression: 'An expression could not be evaluated.',
  'invalid-input': 'The arguments do not fit the schema of the tool or skill.',
  'invalid-answer': 'What the tool, model or person answered does not fit the schema.',
  'no-model': 'No language model is connected, or it can not be reached.',
  'no-person': 'Nobody is there to be asked.',
  'unknown-tool': 'No tool of this name is here.',
  'unknown-skill': 'No skill of this name is here.',
  'too-many-steps': 'The run reached the limit of its steps.',
  'out-of-time': 'The run reached the limit of its time.',
  'too-deep': 'Skills call one another more than 16 deep.',
  'over-budget': 'The run has asked as much of the model as its budget allows.',
  'open-items': 'A deed that the contract requires has not been done.',
  evidence: 'The evidence for "done" does not hold.',
  failed: 'A sub-skill or an element ended as failed.',
  stopped: 'A sub-skill or an element ended as stopped.',
  unknown: 'Whether the deed took place could not be found out.',
  crashed: 'The tool broke in a way it does not declare.',
} as const

/** A thrown fault of the program or the world: a code, facts, what to do next. Never for what a skill file can cause. */
export class ChelaError extends Error {
  readonly code: string
  readonly help: string | undefined
  readonly facts: JsonObject

  constructor(code: string, message: string, options: { help?: string; facts?: JsonObject; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ChelaError'
    this.code = code
    this.help = options.help
    this.facts = options.facts ?? {}
  }
}
