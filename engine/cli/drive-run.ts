import type { Rest } from '../run/drive.ts'
import type { RunHandle } from '../run/runner.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'
import type { CommonOptions } from './call.ts'
import { commandWords, placeWords } from './command-words.ts'
import { entryLines } from './entry-lines.ts'
import { exitCodes } from './exit-codes.ts'
import type { Output } from './output.ts'
import { showProgress } from './progress.ts'

interface Driving {
  readonly output: Output
  readonly options: CommonOptions & { readonly follow?: boolean }
}

export interface Driven {
  readonly handle: RunHandle
  readonly rest: Rest
  /** The entries written while this command drove the run. */
  readonly entries: readonly Entry[]
}

/**
 * Drives a run to its rest and shows how it goes. The first Ctrl-C pauses it (the journal is kept), the second ends this
 * process at once: what was at work is then looked into by `chela resume`.
 */
export async function driveRun({ output, options }: Driving, begin: (onEntry: (entry: Entry) => void) => Promise<RunHandle>): Promise<Driven> {
  const entries: Entry[] = []
  const handle = await begin((entry) => {
    entries.push(entry)
    if (options.follow !== true) return
    output.data(entry)
    for (const line of entryLines(entry)) output.line(line)
  })
  const progress = options.follow === true ? () => {} : showProgress(handle, output)
  const release = onInterrupt(handle, { output, options })
  try {
    const rest = await handle.rest
    return { handle, rest, entries }
  } catch (error) {
    if (error instanceof ChelaError) output.tell(`chela: The run ${handle.run} was broken off; its journal is kept.`)
    throw error
  } finally {
    progress()
    release()
  }
}

function onInterrupt(handle: RunHandle, { output, options }: Driving): () => void {
  let pressed = false
  const interrupt = (): void => {
    if (pressed) {
      output.tell(`\nchela: Ended at once. To look what happened and go on: ${commandWords('resume', [handle.run, ...placeWords(options)])}`)
      process.exit(exitCodes.interrupted)
    }
    pressed = true
    output.tell('\nchela: Pausing after what is at work now; Ctrl-C again ends at once.')
    handle.pause()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, interrupt)
  return () => {
    for (const signal of signals) process.off(signal, interrupt)
  }
}
