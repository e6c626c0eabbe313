import type { Failure } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'
import { isUntrusted } from '../terms/label.ts'
import type { JsonObject } from '../terms/json.ts'
import type { LedgerLine } from './run-ledger.ts'
import type { RunState } from './run-state.ts'

/** Notes for the contract what an entry says was done, before the entry is applied. What takes a deed back counts for nothing. */
export function noteDeed(state: RunState, entry: Entry): void {
  switch (entry.kind) {
    case 'tool-called':
      if (entry.undoes === undefined) state.receipts.called(entry.sequence, entry.tool, entry.input)
      break
    case 'tool-answered':
    case 'answer-late': {
      state.receipts.answered(entry.call, outcomeOf(entry.failure))
      const call = state.calls.get(entry.call)?.entry
      if (call !== undefined && call.undoes === undefined) state.ledger.add(lineOf(state, call, entry.failure === undefined ? 'done' : entry.failure.code))
      break
    }
    case 'effect-denied':
      state.ledger.add(lineOf(state, entry, `denied (${entry.decision.rule})`))
      break
    case 'activity-failed': {
      const tool = state.activities.get(entry.activity)?.effect
      if (tool?.kind === 'call') state.ledger.add(lineOf(state, { ...entry, tool: tool.deed.tool, input: tool.deed.input }, entry.failure.code))
      break
    }
    default:
  }
}

function outcomeOf(failure: Failure | undefined): 'done' | 'not-done' | 'perhaps' {
  if (failure === undefined) return 'done'
  return failure.happened === 'maybe' ? 'perhaps' : 'not-done'
}

/** Only what is trusted is told again: a value that others may have written is left to those who ask for it by name. */
function lineOf(state: RunState, { tool, input, path, activity }: { readonly tool: string; readonly input: JsonObject; readonly path: string; readonly activity: number }, outcome: string): LedgerLine {
  const effect = state.activities.get(activity)?.effect
  const origins = effect?.kind === 'call' ? effect.deed.origins : undefined
  const on = Object.entries(input).map(([name, value]): readonly [string, string | undefined] => {
    const trusted = origins !== undefined && !(Object.hasOwn(origins, name) && isUntrusted(origins[name] ?? []))
    return [name, trusted && typeof value === 'string' ? value : undefined]
  })
  return { tool, on, outcome, reference: path, deed: { tool, input } }
}
