import { openAsking } from '../../desk/ask-for.ts'
import type { Proposal } from '../../desk/proposal.ts'
import type { NodeWorld } from '../../host/open-node-world.ts'
import { Runner } from '../../run/runner.ts'
import { acceptTexts } from '../accept-texts.ts'
import { askParts } from '../ask-parts.ts'
import { askYes, isAsking } from '../ask-line.ts'
import { shelfFor, type Call } from '../call.ts'
import { commandWords, wordsWithout } from '../command-words.ts'
import { driveRun } from '../drive-run.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { openWorld, type OpenRun } from '../open-run.ts'
import { personFor, readAnswers } from '../person-for.ts'
import { rehearsalData, rehearsalOf, showRehearsal } from '../rehearsal.ts'
import { usageError } from '../report-fault.ts'
import { proposedSkill, settledProposal } from '../settle-proposal.ts'
import { showProposal } from '../show-proposal.ts'
import { tellEgress } from '../tell-egress.ts'
import { tellEnd } from '../tell-end.ts'
import { tellOther } from '../tell-proposal.ts'
import { unlockForWords } from '../unlock-memory.ts'

interface AskOptions {
  readonly skill?: string
  readonly input?: readonly string[]
  readonly answer?: readonly string[]
  readonly approve?: readonly string[]
  readonly accept?: readonly string[]
  readonly rehearse?: boolean
  readonly run?: boolean
  readonly write?: boolean
  readonly loop?: boolean
  readonly follow?: boolean
}

type Picked = Extract<Proposal, { readonly kind: 'picked' }>

/** Makes a run of a sentence: picks, fills, asks for what is missing, shows the contract, and runs after a yes. */
export async function ask(call: Call<AskOptions>): Promise<ExitCode> {
  const [words] = call.args
  if (words === undefined || words.trim() === '') throw usageError('The words come first.', 'Write, for example: chela ask "tidy my downloads"')
  const { person } = personFor(call.options)
  const shelf = await shelfFor(call)
  const node = await openWorld(call, shelf, person)
  try {
    const asking = openAsking(askParts(node))
    await unlockForWords(node.memory, call.output)
    const proposal = await settledProposal(call, node, (more) => asking.ask(words, more))
    return proposal.kind === 'picked' ? await goOn(call, node, proposal) : tellOther(call, node, proposal)
  } finally {
    await node.close()
  }
}

async function goOn(call: Call<AskOptions>, node: NodeWorld, proposal: Picked): Promise<ExitCode> {
  const { output, options } = call
  const { skill: picked, contract } = proposal
  showProposal(proposal, output)
  const loaded = node.shelf.load(picked.text)
  const input = Object.fromEntries(proposal.inputs.map(({ name, value }) => [name, value]))
  const open: OpenRun = { node, found: { path: picked.id ?? picked.name, text: picked.text, loaded, skill: proposedSkill(node, picked.text), hash: picked.hash }, text: { name: picked.name, text: picked.text, hash: picked.hash }, input }
  if (options.rehearse === true) {
    await acceptTexts(open, call, 'ask', true)
    const rehearsal = await rehearsalOf(open, readAnswers(options.answer ?? []), contract)
    showRehearsal(rehearsal, output)
    output.data({ proposal, rehearsal: rehearsalData(rehearsal) })
    return rehearsal.outcome === 'paused' || rehearsal.outcome === 'waiting' ? exitCodes.waiting : exitCodes[rehearsal.outcome]
  }
  if (options.run !== true && !isAsking()) {
    const words = wordsWithout(call.words, ['--json'])
    output.line(`Nothing was run. See what it would do: ${commandWords('ask', [...words, '--rehearse'])}`)
    output.line(`Run it: ${commandWords('ask', [...words, '--run'])}`)
    tellEgress(node, output)
    output.data(proposal)
    return exitCodes.done
  }
  await acceptTexts(open, call, 'ask')
  if (options.run !== true && !(await askYes('Run it?'))) return exitCodes.stopped
  const driven = await driveRun(call, (onEntry) => new Runner(node.world).start({ skill: open.text, input, contract, intent: { words: contract.words }, onEntry }))
  return tellEnd(node, driven, call)
}
