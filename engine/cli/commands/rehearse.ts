import { acceptTexts } from '../accept-texts.ts'
import { type Call } from '../call.ts'
import { commandWords, wordsWithout } from '../command-words.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { KeptApprovals } from '../kept-approvals.ts'
import { openRun, type OpenRun } from '../open-run.ts'
import { clean, type Output } from '../output.ts'
import { readAnswers } from '../person-for.ts'
import type { TypedInputs } from '../read-inputs.ts'
import { assumedYes, rehearsalData, rehearsalOf, showRehearsal } from '../rehearsal.ts'
import type { Rehearsal } from '../../run/rehearse.ts'

interface RehearseOptions extends TypedInputs {
  readonly answer?: readonly string[]
  readonly accept?: readonly string[]
  readonly all?: boolean
}

/** Shows what a run would do. Reads for real, so its text must be accepted as for a run; changes nothing. */
export async function rehearseSkill(call: Call<RehearseOptions>): Promise<ExitCode> {
  const { output, options } = call
  const answers = readAnswers(options.answer ?? [])
  const open = await openRun(call)
  try {
    await acceptTexts(open, call, 'rehearse', true)
    output.line(output.paint('bold', `Rehearsal of ${clean(open.found.skill.title || open.found.skill.name)}; nothing is changed.`))
    const rehearsal = await rehearsalOf(open, answers)
    showRehearsal(rehearsal, output, options.all)
    keepApproval(open, rehearsal)
    tellHowToGoOn(rehearsal, output, wordsWithout(call.words, ['--all', '--json'], ['--accept']))
    output.data({ skill: open.found.skill.name, text: open.found.hash, ...rehearsalData(rehearsal) })
    return rehearsalExit(rehearsal)
  } finally {
    await open.node.close()
  }
}

/** Remembers what the hash of a rehearsal was shown for. */
function keepApproval({ node, found }: OpenRun, rehearsal: Rehearsal): void {
  const deeds = rehearsal.deeds.map(({ words, hash }) => ({ words, hash }))
  new KeptApprovals(node.shelf.folders).keep(rehearsal.hash, { kind: 'rehearsal', skill: found.skill.name, text: found.hash, deeds })
}

function tellHowToGoOn(rehearsal: Rehearsal, output: Output, words: readonly string[]): void {
  const { deeds, hash } = rehearsal
  output.line()
  if (deeds.length === 0) return output.line(`There is nothing to do here. Other inputs: ${commandWords('show', words.slice(0, 1))}`)
  output.line('To do exactly this:')
  output.line(`  ${commandWords('run', [...words, ...assumedYes(rehearsal).flatMap((state) => ['--answer', `${state}=yes`]), '--approve', hash])}`)
}

function rehearsalExit({ outcome }: Rehearsal): ExitCode {
  if (outcome === 'paused' || outcome === 'waiting') return exitCodes.waiting
  return exitCodes[outcome]
}
