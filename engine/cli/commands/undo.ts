import { deedWords } from '../../gate/deed-card.ts'
import { Runner } from '../../run/runner.ts'
import { deedsToUndo, type Reversible } from '../../run/undo-run.ts'
import type { Entry } from '../../terms/journal.ts'
import type { RunStatus } from '../../terms/ports.ts'
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

const ended: readonly RunStatus[] = ['done', 'failed', 'stopped', 'unknown', 'undone']

/** Takes back the deeds of a run, newest first. */
export async function undo(call: Call<UndoOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const node = await openWorld(call, await shelfFor(call), personFor({}).person)
  try {
    const { run, status } = await runOf(node.world.store, args[0])
    const before = await node.world.store.read(run)
    const deeds = deedsToUndo(before)
    if (options.dry === true || (deeds.length === 0 && ended.includes(status))) return showDeeds(node, run, deeds, output)
    const entries: Entry[] = []
    await new Runner(node.world).undo(run, (entry) => void entries.push(entry))
    return tellUndone(run, deeds, entries, output)
  } finally {
    await node.close()
  }
}

function showDeeds(node: NodeWorld, run: string, deeds: readonly Reversible[], output: Output): ExitCode {
  const rows = deeds.map(({ call, undo: reversal }) => {
    const tool = reversal === null ? undefined : node.world.tools.tool(reversal.tool)
    return { call: call.sequence, tool: call.tool, path: call.path, words: reversal === null ? null : tool === undefined ? reversal.tool : deedWords(reversal.input, tool) }
  })
  output.line(deeds.length === 0 ? `Run ${run} has nothing to take back.` : `Run ${run} has ${deeds.length} ${deeds.length === 1 ? 'deed' : 'deeds'} to take back, newest first:`)
  for (const { path, tool, words } of rows) output.line(`  ${words === null ? `${clean(tool)} at ${clean(path)} can NOT be taken back` : clean(words)}`)
  output.data({ run, deeds: rows })
  return exitCodes.done
}

/** Fails when a reversal that was known could not be done; what never could be taken back is told, and is no failure. */
function tellUndone(run: string, deeds: readonly Reversible[], entries: readonly Entry[], output: Output): ExitCode {
  const ended = entries.findLast((entry) => entry.kind === 'undo-ended')
  const undone = ended?.kind === 'undo-ended' ? ended.undone : 0
  const skipped = entries.flatMap((entry) => {
    const deed = entry.kind === 'undo-skipped' ? deeds.find(({ call }) => call.sequence === entry.call) : undefined
    return deed === undefined || entry.kind !== 'undo-skipped' ? [] : [{ call: entry.call, tool: deed.call.tool, path: deed.call.path, possible: deed.undo !== null, because: entry.because }]
  })
  for (const one of skipped) output.tell(`chela: Not taken back at ${clean(one.path)}: ${clean(one.because)}`)
  output.line(`Run ${run}: ${undone} taken back, ${skipped.length} not.`)
  output.data({ run, undone, skipped })
  return skipped.some(({ possible }) => possible) ? exitCodes.failed : exitCodes.done
}
