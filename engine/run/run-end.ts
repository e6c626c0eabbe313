import { openItems, openItemWords, type OpenItem } from '../gate/open-items.ts'
import type { EntryBody, Outcome } from '../terms/journal.ts'
import type { Tool } from '../terms/tool.ts'
import type { RunState } from './run-state.ts'

/** Gives what the contract of a run requires and has no receipt yet; nothing, without a contract. */
export function openIn({ contract, receipts }: RunState, toolNamed: (name: string) => Tool | undefined): OpenItem[] {
  return contract === undefined ? [] : openItems(contract, (clause) => receipts.count(clause, toolNamed))
}

/**
 * Gives the entry that ends a run whose machine has ended. A run is not done while a deed that its contract requires has no
 * receipt: it failed, or nobody knows, where that deed may have taken place.
 */
export function endEntry(state: RunState, toolNamed: (name: string) => Tool | undefined): EntryBody | undefined {
  const { end } = state
  if (end === undefined) return undefined
  const outcome: Outcome = end.error?.code === 'unknown' ? 'unknown' : end.outcome
  const open = outcome === 'done' ? openIn(state, toolNamed) : []
  const output = end.output.value
  if (open.length === 0) return { kind: 'run-ended', outcome, output, because: end.because ?? null, ...(end.error !== undefined && { failure: end.error }) }
  const unknown = open.every(({ done, perhaps, times }) => done + perhaps >= times)
  const because = `${unknown ? 'Whether all was done is not known' : 'Not all was done'}: ${open.map(openItemWords).join(', ')}.`
  return { kind: 'run-ended', outcome: unknown ? 'unknown' : 'failed', output, because, failure: { code: unknown ? 'unknown' : 'open-items', message: because } }
}
