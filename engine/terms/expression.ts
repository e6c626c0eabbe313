import type { Failure } from './failure.ts'
import type { Labels } from './label.ts'
import type { Json } from './json.ts'

/**
 * A path that an expression reads, as far as it is known before running: `look.files` and `f.path` of
 * `look.files.map(f, f.path)` give `["look", "files"]` and `["look", "files", "*", "path"]`. `*` is any index or key.
 */
export type ReadPath = readonly string[]

/**
 * Where the elements of a list come from that only keeps some of another one, each as it is: `look.files.filter(f, f.size > 0)`
 * keeps those of `["look", "files"]`. `by`: what is read to choose them or to bring them in an order.
 */
export interface KeptElements {
  readonly from: ReadPath
  readonly by: readonly ReadPath[]
}

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
  /** There where its value is a list whose elements are those of another, some of them or all. */
  readonly kept?: KeptElements
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
