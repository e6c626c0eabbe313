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
  const interrupts = takeInterrupts({ output, options })
  try {
    const handle = await begin((entry) => {
      entries.push(entry)
      if (options.follow !== true) return
      output.data(entry)
      for (const line of entryLines(entry)) output.line(line)
    })
    interrupts.began(handle)
    return { handle, rest: await restOf(handle, options.follow === true ? () => {} : showProgress(handle, output), output), entries }
  } finally {
    interrupts.release()
  }
}

async function restOf(handle: RunHandle, endProgress: () => void, output: Output): Promise<Rest> {
  try {
    return await handle.rest
  } catch (error) {
    if (error instanceof ChelaError) output.tell(`chela: The run ${handle.run} was broken off; its journal is kept.`)
    throw error
  } finally {
    endProgress()
  }
}

/** Listens from before the run begins, so that no Ctrl-C falls in between. */
function takeInterrupts({ output, options }: Driving): { began(handle: RunHandle): void; release(): void } {
  let run: RunHandle | undefined
  let pressed = false
  const interrupt = (): void => {
    if (pressed) {
      const again = run === undefined ? '' : ` To look what happened and go on: ${commandWords('resume', [run.run, ...placeWords(options)])}`
      output.tell(`\nchela: Ended at once.${again}`)
      process.exit(exitCodes.interrupted)
    }
    pressed = true
    output.tell('\nchela: Pausing after what is at work now; Ctrl-C again ends at once.')
    run?.pause()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, interrupt)
  return {
    began: (handle) => {
      run = handle
      if (pressed) handle.pause()
    },
    release: () => {
      for (const signal of signals) process.off(signal, interrupt)
    },
  }
}
