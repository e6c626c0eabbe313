import type { Contract, DeedClause } from '../terms/contract.ts'
import { quote } from './quote.ts'

/** A deed that the contract requires and that has not been done as often as it must. */
export interface OpenItem {
  readonly words: string
  readonly times: number
  /** How often it was done, and how often that is not known. */
  readonly done: number
  readonly perhaps: number
}

/** How many deeds that fit a clause were done, and of how many that is not known. */
export type CountOf = (clause: DeedClause) => { readonly done: number; readonly perhaps: number }

/** Gives what the contract requires and has no receipt yet. */
export function openItems(contract: Contract, count: CountOf): OpenItem[] {
  return contract.required.flatMap((clause) => {
    const { words, times } = clause
    const { done, perhaps } = count(clause)
    return done >= times ? [] : [{ words, times, done, perhaps }]
  })
}

/** Gives an item in words: "mail the report" (1 of 2 done). */
export function openItemWords({ words, times, done, perhaps }: OpenItem): string {
  const counted = times === 1 && done === 0 ? 'not done' : `${done} of ${times} done`
  return `${quote(words)} (${counted}${perhaps === 0 ? '' : `, ${perhaps} perhaps`})`
}
