import { type Bindings, ExpressionFault, type Scope } from '../terms/expression.ts'
import { BudgetFault, type Frame, spend } from './frame.ts'
import { fault, kindOf } from './kinds.ts'
import type { ExpressionNode } from './syntax.ts'

/** An expression as a function: JSON from a scope, with times and durations still as such. */
export type Run<S> = (scope: S, frame: Frame) => unknown

/** What is known while one expression is compiled. */
export interface Compiling<S extends Scope> {
  readonly text: string
  readonly bindings: Bindings<S>
  readonly functions: ReadonlyMap<string, (scope: S, args: readonly unknown[]) => unknown>
  /** The variables of enclosing macros, by name, with their place in `Frame.locals`. */
  readonly locals: ReadonlyMap<string, number>
  readonly slots: number
  /** compileNode itself; the files of its parts reach it through here. */
  compile(node: ExpressionNode, compiling: Compiling<S>): Run<S>
}

/** Steps that catching a fault costs, as making one is slow. */
const stepsOfFault = 100

/** Gives a compilation in which `name` is a variable with a place of its own. */
export function withLocal<S extends Scope>(compiling: Compiling<S>, name: string): { slot: number; inside: Compiling<S> } {
  const slot = compiling.slots
  const locals = new Map(compiling.locals).set(name, slot)
  return { slot, inside: { ...compiling, locals, slots: slot + 1 } }
}

/** Gives a function for a node that must be true or false. */
export function compileTruth<S extends Scope>(node: ExpressionNode, compiling: Compiling<S>, wantedBy: string): (scope: S, frame: Frame) => boolean {
  const run = compiling.compile(node, compiling)
  return (scope, frame) => {
    const value = run(scope, frame)
    if (value === true || value === false) return value
    throw fault(`"${wantedBy}" expects true or false, not ${kindOf(value)}.`, node)
  }
}

/** Goes on after a fault of one part. Throws it again when it must not be passed over. */
export function absorb(error: unknown, frame: Frame, node: ExpressionNode): void {
  if (!(error instanceof ExpressionFault) || error instanceof BudgetFault) throw error
  spend(frame, stepsOfFault, node)
}
