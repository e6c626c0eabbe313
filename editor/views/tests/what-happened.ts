import type { Entry, Json } from '../../../engine/index.ts'

/** What a test run did, for a person and for what a test may expect. */
export interface Happened {
  readonly end: string
  readonly output: Json
  readonly because: string | null
  readonly calls: readonly { readonly tool: string; readonly path: string; readonly input: Json; readonly failure: string | undefined }[]
  readonly denied: readonly { readonly tool: string; readonly path: string; readonly because: string }[]
}

/** Gives what happened out of the entries of a test run. */
export function whatHappened(entries: readonly Entry[]): Happened {
  const failures = new Map<number, string>()
  for (const entry of entries) if (entry.kind === 'tool-answered' && entry.failure !== undefined) failures.set(entry.call, entry.failure.message)
  const ended = entries.findLast((entry) => entry.kind === 'run-ended')
  return {
    end: ended?.kind === 'run-ended' ? ended.outcome : 'waiting',
    output: ended?.kind === 'run-ended' ? ended.output : null,
    because: ended?.kind === 'run-ended' ? ended.because : null,
    calls: entries.flatMap((entry) => (entry.kind === 'tool-called' ? [{ tool: entry.tool, path: entry.path, input: entry.input, failure: failures.get(entry.sequence) }] : [])),
    denied: entries.flatMap((entry) => (entry.kind === 'effect-denied' ? [{ tool: entry.tool, path: entry.path, because: entry.decision.because }] : [])),
  }
}
