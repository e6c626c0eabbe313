import { rehearsalPorts } from '../host/rehearsal-ports.ts'
import { rehearse, type PredictedDeed, type Rehearsal } from '../run/rehearse.ts'
import type { Contract } from '../terms/contract.ts'
import type { PersonAnswer } from '../terms/journal.ts'
import { visibleLines } from '../adapters/visible-text.ts'
import { clean, shown, type Output } from './output.ts'
import type { OpenRun } from './open-run.ts'

const mostShown = 30

/** Rehearses on the real files without changing one: changes are only remembered. */
export async function rehearsalOf({ node, text, input }: OpenRun, answers: { readonly [state: string]: PersonAnswer } = {}, contract?: Contract): Promise<Rehearsal> {
  return rehearse(node.world, { skill: text, input, ...(await rehearsalPorts(node)), answers, ...(contract !== undefined && { contract }) })
}

/** Shows a rehearsal: every deed in words, what asks, what is denied, what was assumed, how it would end. */
export function showRehearsal(rehearsal: Rehearsal, output: Output, all = false): void {
  const { deeds, denied, assumed, outcome, because } = rehearsal
  output.line(deeds.length === 0 ? 'It would change nothing.' : `It would do ${deeds.length} ${deeds.length === 1 ? 'deed' : 'deeds'}:`)
  const shownDeeds = all ? deeds : deeds.slice(0, mostShown)
  for (const deed of shownDeeds) output.line(`  ${deedLine(deed, output)}`)
  if (shownDeeds.length < deeds.length) output.line(`  … and ${deeds.length - shownDeeds.length} more (--all shows them)`)
  for (const one of denied) output.line(`${output.paint('red', 'Denied')}: ${clean(one.tool)} ${shown(one.input)}: ${clean(one.because)}`)
  for (const { words } of assumed) for (const [index, line] of visibleLines(words, 2000).entries()) output.line(index === 0 ? `Assumed: ${line}` : `  ${line}`)
  output.line(`It would end as ${output.paint('bold', outcome)}${because === null ? '.' : `: ${clean(because)}`}`)
  if (rehearsal.output !== null) output.line(`Its output would be ${shown(rehearsal.output)}.`)
}

function deedLine(deed: PredictedDeed, output: Output): string {
  const marks = [
    ...(deed.asks === undefined ? [] : ['asks first']),
    ...(deed.undoable || deed.failed !== undefined ? [] : ['can NOT be undone']),
    ...(deed.failed === undefined ? [] : [`would fail: ${clean(deed.failed)}`]),
  ]
  return `${clean(deed.words)}${marks.length === 0 ? '' : output.paint('yellow', ` (${marks.join('; ')})`)}`
}

/** The states whose questions were taken as answered with yes, and that show no deed of the rehearsal. */
export function assumedYes({ entries, assumed }: Rehearsal): readonly string[] {
  const paths = new Set(assumed.map(({ path }) => path))
  const asked = entries.flatMap((entry) => (entry.kind === 'person-asked' && entry.question.kind === 'confirm' && entry.question.card === null && paths.has(entry.path) ? [entry.path] : []))
  return [...new Set(asked.map((path) => path.slice(path.lastIndexOf('/') + 1)))]
}

/** The rehearsal as data, without its journal. */
export function rehearsalData({ entries: _entries, ...rest }: Rehearsal): object {
  return rest
}
