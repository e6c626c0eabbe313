import { Runner } from '../../run/runner.ts'
import { shelfFor, type Call } from '../call.ts'
import { commandWords, placeWords } from '../command-words.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { openWorld } from '../open-run.ts'
import { runOf } from '../run-of.ts'

/** Ends a run that nobody drives as stopped. What it did stays, and can be undone. */
export async function cancel(call: Call): Promise<ExitCode> {
  const { output, args } = call
  const node = await openWorld(call, await shelfFor(call))
  try {
    const { run } = await runOf(node.world.store, args[0])
    const { status } = await new Runner(node.world).cancel(run)
    output.line(`Run ${run} is ${status}. What it did stays; take it back with: ${commandWords('undo', [run, ...placeWords(call.options)])}`)
    output.data({ run, outcome: status })
    return exitCodes.done
  } finally {
    await node.close()
  }
}
