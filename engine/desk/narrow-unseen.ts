import type { PossibleDeed } from '../agent/draft-contract.ts'
import { narrowContract } from '../agent/narrow-contract.ts'
import type { Contract } from '../terms/contract.ts'
import type { Model } from '../terms/ports.ts'

/**
 * Gives the contract as a model narrows it, which is shown a stand-in for each of some values: names of files, and facts of the
 * person, that the words themselves do not say. Throws what the model throws.
 */
export async function narrowUnseen(contract: Contract, possible: readonly PossibleDeed[], unseen: readonly string[], model: Model, signal: AbortSignal): Promise<Contract> {
  const values = [...unseen].sort((a, b) => b.length - a.length)
  const hide = (text: string): string => values.reduce((hidden, value, index) => hidden.replaceAll(value, `<${index + 1}>`), text)
  const hideAll = <T extends { readonly [argument: string]: readonly string[] }>(bounds: T): { readonly [argument: string]: readonly string[] } => Object.fromEntries(Object.entries(bounds).map(([argument, places]) => [argument, places.map(hide)]))
  const allowed = contract.allowed.map((clause) => ({ ...clause, words: hide(clause.words), with: hideAll(clause.with) }))
  const shown: Contract = { ...contract, allowed, required: contract.required.map((clause) => ({ ...clause, words: hide(clause.words), with: hideAll(clause.with) })) }
  const narrow = await narrowContract(shown, possible.map((deed) => ({ ...deed, bounds: hideAll(deed.bounds) })), model, signal)
  const added = narrow.required.slice(shown.required.length).flatMap(({ tool, words, times }) => {
    const clause = contract.allowed[allowed.findIndex((one) => one.tool === tool && one.words === words)]
    return clause === undefined ? [] : [{ ...clause, times }]
  })
  return { ...narrow, allowed: contract.allowed, required: [...contract.required, ...added] }
}
