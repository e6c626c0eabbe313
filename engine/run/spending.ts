import type { Budget, Usage } from '../terms/budget.ts'
import { ChelaError } from '../terms/failure.ts'

/** What the questions of a run to models have cost so far. A question counts when it is put, its tokens when it is answered. */
export class Spending {
  calls = 0
  tokens = 0
  money = 0

  answered({ promptTokens, completionTokens, money = 0 }: Usage): void {
    this.tokens += amount(promptTokens) + amount(completionTokens)
    this.money += amount(money)
  }

  /** Gives the sentence that says which limit one more question of about so many tokens would go over; `undefined`: none. */
  over(budget: Budget, tokens: number): string | undefined {
    const price = this.tokens === 0 ? 0 : this.money / this.tokens
    if (budget.calls !== undefined && this.calls + 1 > budget.calls) return overWords('calls', this.calls, budget.calls)
    if (budget.tokens !== undefined && this.tokens + tokens > budget.tokens) return overWords('tokens', this.tokens, budget.tokens)
    if (budget.money !== undefined && this.money + tokens * price > budget.money) return overWords('money', this.money, budget.money)
    return undefined
  }
}

/** Gives about how many tokens a text is, rather too few than too many. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 5)
}

/** Throws ChelaError for a budget that is none. */
export function checkBudget(budget: Budget): void {
  for (const [name, most] of Object.entries(budget)) {
    if (!['calls', 'tokens', 'money'].includes(name) || typeof most !== 'number' || !(most >= 0) || most === Infinity) {
      throw new ChelaError('invalid-input', `The budget of a run gives numbers of calls, tokens and money, and ${JSON.stringify(name)} is ${String(most)}.`)
    }
  }
}

function overWords(what: string, spent: number, most: number): string {
  return `Another question to the model would go over the budget of ${what} of this run: ${round(spent)} of ${round(most)} are used.`
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** A model may say anything. */
function amount(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0
}
