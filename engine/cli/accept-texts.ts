import { differenceWords } from '../check/report-difference.ts'
import { reportWords } from '../check/report-words.ts'
import { openTexts, pinnedTexts, type OpenText } from '../desk/pinned-texts.ts'
import { coveringRules } from '../gate/covering-rules.ts'
import { ChelaError } from '../terms/failure.ts'
import { askYes, isAsking } from './ask-line.ts'
import type { Call } from './call.ts'
import { commandWords } from './command-words.ts'
import type { OpenRun } from './open-run.ts'
import { clean, type Output } from './output.ts'

/**
 * Sees to it that every text a run or a rehearsal may meet is accepted: by its hash on the command line, or by a yes on the
 * terminal after the report was shown. Throws ChelaError `not-accepted` otherwise. What is kept is the hash of each text.
 */
export async function acceptTexts({ node, found }: OpenRun, { options, output, words }: Call<{ readonly accept?: readonly string[] }>, command = 'run', isRehearsal = false): Promise<void> {
  const hashes = options.accept ?? []
  const open = openTexts(pinnedTexts(node.shelf, found.skill, found.hash), node.accepted.list())
  const wanting = open.filter(({ hash }) => !hashes.includes(hash))
  if (wanting.length > 0) {
    for (const text of wanting) showText(text, text.hash === found.hash ? ` (${clean(found.path)})` : '', coveringRules(node.world.policy, text.report, node.world.clock.now()), output)
    if (!isAsking()) throw notAccepted(wanting, words, command, isRehearsal)
    if (!(await askYes(wanting.length === 1 ? 'May it do this?' : 'May they do this?'))) throw notAccepted(wanting, words, command, isRehearsal)
  }
  const given = node.world.clock.now()
  if (open.length > 0) node.accepted.add(open.map(({ skill, hash, report }) => ({ skill, hash, report, given })))
}

/** Shown on standard error, so that it is read also where standard output goes to a file. */
function showText({ skill, hash, report, changed }: OpenText, place: string, rules: readonly string[], output: Output): void {
  output.tell(changed === undefined ? `The skill "${clean(skill)}"${place} was not accepted before. What it may do:` : `The skill "${clean(skill)}"${place} has changed since you accepted it. What is different:`)
  const lines = changed === undefined ? reportWords(report) : [...differenceWords(changed), '', 'What it may do now:', ...reportWords(report)]
  for (const line of [...lines, ...rules]) output.tell(`  ${clean(line)}`)
  output.tell(`  Text ${hash}`)
}

function notAccepted(texts: readonly OpenText[], words: readonly string[], command: string, isRehearsal: boolean): ChelaError {
  const names = texts.map(({ skill }) => `"${skill}"`).join(', ')
  const accepts = texts.flatMap(({ hash }) => ['--accept', hash])
  return new ChelaError('not-accepted', `${texts.length === 1 ? 'The skill' : 'The skills'} ${names} ${texts.length === 1 ? 'is' : 'are'} not accepted, so nothing was run.`, {
    help: `${isRehearsal ? 'A rehearsal reads for real. ' : ''}Read what is shown, then: ${commandWords(command, [...words, ...accepts])}`,
    facts: { hashes: texts.map(({ hash }) => hash) },
  })
}
