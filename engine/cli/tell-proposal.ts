import type { Proposal } from '../desk/proposal.ts'
import type { NodeWorld } from '../host/open-node-world.ts'
import type { Call } from './call.ts'
import { commandWords, wordsWithout } from './command-words.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { clean } from './output.ts'
import { showRemembered, tellModel } from './show-proposal.ts'
import { tellEgress } from './tell-egress.ts'
import { showWritten } from './tell-written.ts'

/** Tells what is still open, what can be done instead, or what was written; gives the exit code. */
export function tellOther(call: Call<unknown>, node: NodeWorld, proposal: Exclude<Proposal, { readonly kind: 'picked' }>): ExitCode {
  const { output } = call
  const words = wordsWithout(call.words, ['--json', '--write'])
  const again = (...more: readonly string[]): string => commandWords('ask', [...words, ...more])
  output.data(proposal)
  tellEgress(node, output)
  if (proposal.kind === 'written') return showWritten(proposal, node, call)
  tellModel(proposal, output)
  if (proposal.kind === 'missing') {
    showRemembered(proposal.remembered, output)
    const ways = proposal.ways.length > 0 ? proposal.ways : [[proposal.field]]
    output.line(`${clean(proposal.question)} Say it with: ${ways.map((way) => again(...way.flatMap((name) => ['--input', `${name}=…`]))).join(', or ')}`)
    return exitCodes.usage
  }
  output.line(clean(proposal.kind === 'which' ? proposal.question : proposal.because))
  if (proposal.kind === 'none' && proposal.others.length > 0) output.line('The nearest, should one of them be meant:')
  for (const { name, title } of proposal.kind === 'which' ? proposal.candidates : proposal.others) output.line(`  ${clean(title)}: ${again('--skill', name)}`)
  const byStep = (): void => output.line(`Do it step by step, a model decides each deed; tools and contract are shown first: ${again('--loop')}`)
  if (proposal.canLoop) byStep()
  if (proposal.kind === 'which') return exitCodes.usage
  if (proposal.canWrite) output.line(`Let the model write one: ${again('--write')}`)
  else output.line('With a language model connected, it could be done step by step, or a skill could be written: chela model set')
  return exitCodes.failed
}
