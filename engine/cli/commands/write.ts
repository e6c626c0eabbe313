import { openAsking } from '../../desk/ask-for.ts'
import { askParts } from '../ask-parts.ts'
import { shelfFor, type Call } from '../call.ts'
import type { ExitCode } from '../exit-codes.ts'
import { openWorld } from '../open-run.ts'
import { usageError } from '../report-fault.ts'
import { tellOther } from '../tell-proposal.ts'

/** Lets the model write a skill for a sentence: checked, tried, shown, and kept as a draft. Runs nothing. */
export async function write(call: Call<unknown>): Promise<ExitCode> {
  const [words = ''] = call.args
  if (words.trim() === '') throw usageError('The words come first.', 'Write, for example: chela write "count the files of a folder"')
  const node = await openWorld(call, await shelfFor(call))
  try {
    const proposal = await openAsking(askParts(node)).ask(words, { write: true })
    if (proposal.kind === 'picked') throw new TypeError('What was to be written was picked.')
    return tellOther(call, node, proposal)
  } finally {
    await node.close()
  }
}
