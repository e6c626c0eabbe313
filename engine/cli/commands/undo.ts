import { Runner } from '../../run/runner.ts'
import { deedsToUndo, type Reversible } from '../../run/undo-run.ts'
import type { Entry } from '../../terms/journal.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { NodeWorld } from '../../host/open-node-world.ts'
import { openWorld } from '../open-run.ts'
import { clean, type Output } from '../output.ts'
import { personFor } from '../person-for.ts'
import { runOf } from '../run-of.ts'

interface UndoOptions {
  readonly dry?: boolean
}

/** Takes back the deeds of a run, newest first. */
export async function undo(call: Call<UndoOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const node = await openWorld(call, await shelfFor(call), personFor({}))
  try {
    const { run } = await runOf(node.world.store, args[0])
    const before = await node.world.store.read(run)
    if (options.dry === true) return showDeeds(node, run, deedsToUndo(before), output)
    const entries: Entry[] = []
    await new Runner(node.world).undo(run, (entry) => void entries.push(entry))
    return tellUndone(run, [...before, ...entries], entries, output)
  } finally {
    await node.close()
  }
}

function showDeeds(node: NodeWorld, run: string, deeds: readonly Reversible[], output: Output): ExitCode {
  const rows = deeds.map(({ call, undo: reversal }) => {
    const tool = reversal === null ? undefined : node.world.tools.tool(reversal.tool)
    return { call: call.sequence, tool: call.tool, path: call.path, words: reversal === null ? null : (tool?.describe(reversal.input) ?? reversal.tool) }
  })
  output.line(deeds.length === 0 ? `Run ${run} has nothing to take back.` : `Run ${run} has ${deeds.length} ${deeds.length === 1 ? 'deed' : 'deeds'} to take back, newest first:`)
  for (const { path, tool, words } of rows) output.line(`  ${words === null ? `${clean(tool)} at ${clean(path)} can NOT be taken back` : clean(words)}`)
  output.data({ run, deeds: rows })
  return exitCodes.done
}

function tellUndone(run: string, all: readonly Entry[], fresh: readonly Entry[], output: Output): ExitCode {
  const ended = fresh.findLast((entry) => entry.kind === 'undo-ended')
  const calls = new Map(all.flatMap((entry) => (entry.kind === 'tool-called' ? [[entry.sequence, entry] as const] : [])))
  const skipped = fresh.flatMap((entry) => (entry.kind === 'undo-skipped' ? [{ call: entry.call, tool: calls.get(entry.call)?.tool ?? '', path: calls.get(entry.call)?.path ?? '', because: entry.because }] : []))
  const undone = ended?.kind === 'undo-ended' ? ended.undone : 0
  for (const one of skipped) output.tell(`chela: Not taken back: ${clean(one.tool)} at ${clean(one.path)}: ${clean(one.because)}`)
  output.line(`Run ${run}: ${undone} taken back, ${skipped.length} not.`)
  output.data({ run, undone, skipped })
  return skipped.length > 0 ? exitCodes.failed : exitCodes.done
}
