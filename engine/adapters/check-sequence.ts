import { ChelaError } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'

/** Throws ChelaError `broken-journal` unless the sequence numbers of the entries count up by one. */
export function checkSequence(run: string, entries: readonly Entry[]): void {
  for (let index = 1; index < entries.length; index += 1) {
    const before = (entries[index - 1] as Entry).sequence
    const here = (entries[index] as Entry).sequence
    if (here === before + 1) continue
    throw new ChelaError('broken-journal', `Entry ${here} of run ${run} does not follow entry ${before}.`, { facts: { run } })
  }
}
