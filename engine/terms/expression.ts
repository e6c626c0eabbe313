import type { Failure } from './failure.ts'
import type { Labels } from './label.ts'
import type { Json } from './json.ts'

/**
 * A path that an expression reads, as far as it is known before running: `look.files` and `f.path` of
 * `look.files.map(f, f.path)` give `["look", "files"]` and `["look", "files", "*", "path"]`. `*` is any index or key.
 */
export type ReadPath = readonly string[]

/** Gives the value and labels of a name at the time of evaluation. `undefined`: the name has no value (it reads as null). */
export interface Scope {
  /** Milliseconds since 1970; fixed by the journal. */
  readonly now: number
}

/** A name an expression may use: how to read it from a scope. Chosen once, when the expression is compiled. */
export interface Binding<S extends Scope> {
  value(scope: S): unknown
  /** Labels of what `path` (without the name itself) reaches inside the value. */
  labels(scope: S, path: readonly string[]): Labels
}

export type Bindings<S extends Scope> = (name: string) => Binding<S> | undefined

/** An expression ready to run. `evaluate` throws ExpressionFault and nothing else, in time bounded by its step budget. */
export interface Expression<S extends Scope> {
  readonly text: string
  readonly reads: readonly ReadPath[]
  evaluate(scope: S): Json
  labels(scope: S): Labels
}

/** An expression that could not be evaluated. Becomes a Failure with code `expression`. */
export class ExpressionFault extends Error {
  /** Offsets in the text of the expression. */
  readonly start: number
  readonly end: number

  constructor(message: string, start: number, end: number) {
    super(message)
    this.name = 'ExpressionFault'
    this.start = start
    this.end = end
  }
}

export function failureOf(fault: unknown, state: string): Failure {
  if (fault instanceof ExpressionFault) return { code: 'expression', message: fault.message, state }
  throw fault
}
