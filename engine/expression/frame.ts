import { ExpressionFault } from '../terms/expression.ts'
import type { Place } from './syntax.ts'

/** How much one evaluation may do: about as many steps of work; one step is well under a microsecond. */
export const defaultBudget = 1_000_000
const longestList = 100_000
export const longestText = 10_000_000

/** What one evaluation carries along: its step budget, the time, and the variables of its macros. */
export interface Frame {
  left: number
  readonly now: number
  readonly locals: unknown[]
}

/** The budget is spent. Nothing inside the expression may catch it. */
export class BudgetFault extends ExpressionFault {}

/** Takes `steps` from the budget. Throws BudgetFault when it is used up. */
export function spend(frame: Frame, steps: number, place: Place): void {
  frame.left -= steps
  if (frame.left < 0) throw new BudgetFault('The expression does too much work and was stopped.', place.start, place.end)
}

/** Takes the steps that handling so many characters costs. */
export function spendOnText(frame: Frame, length: number, place: Place): void {
  if (length > longestText) throw new BudgetFault(`A text may have at most ${longestText} characters.`, place.start, place.end)
  spend(frame, 1 + (length >> 7), place)
}

export function checkListSize(length: number, place: Place): void {
  if (length > longestList) throw new BudgetFault(`A list may have at most ${longestList} elements.`, place.start, place.end)
}
