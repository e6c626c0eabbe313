import { join } from 'node:path'
import type { Proposal } from '../desk/proposal.ts'
import type { NodeWorld } from '../host/open-node-world.ts'
import type { Call } from './call.ts'
import { commandWords, placeWords } from './command-words.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { clean } from './output.ts'

/** Shows a skill that a model wrote: its faults or where it is kept, its text, what it may do, what it would do, what comes next. */
export function showWritten({ id, text, faults, may, would, canRehearse, words }: Extract<Proposal, { readonly kind: 'written' }>, { shelf }: NodeWorld, { output, options }: Call<unknown>): ExitCode {
  output.line(clean(id === null ? 'The model wrote a skill, but it was not kept:' : `The model wrote a skill; it is kept as the draft ${id}. Read it before you accept it.`))
  for (const fault of faults) output.line(`  ${clean(fault)}`)
  for (const line of text.split('\n')) output.line(clean(line))
  for (const line of may) output.line(clean(line))
  if (would.length > 0) output.line('With example values it would:')
  for (const line of would) output.line(`  ${clean(line)}`)
  if (id === null) return exitCodes.faults
  const path = join(shelf.folders.skills, `${id.slice('mine/'.length)}.skill.yaml`)
  tellRehearsal(canRehearse, path, { output, options })
  output.line(`Use it: ${commandWords('ask', [words, '--skill', id.slice(id.lastIndexOf('/') + 1), ...placeWords(options)])}`)
  return exitCodes.done
}

/** Examples stood for all that is read: tells whether the next step can be to read what is really there. */
export function tellRehearsal(canRehearse: boolean, path: string, { output, options }: Pick<Call<unknown>, 'output' | 'options'>): void {
  const line = commandWords('rehearse', [path, ...placeWords(options)])
  output.line(canRehearse ? `What it reads is harmless. Once you accept it, see what it would do with what is really there: ${line}` : `It reads what is private, reaches the network or asks a model, so look at what it reads before you accept it. What it would do then: ${line}`)
}
