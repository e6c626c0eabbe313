import { join } from 'node:path'
import type { Revision } from '../desk/proposal.ts'
import type { TakenRevision } from '../desk/write-skill.ts'
import type { NodeWorld } from '../host/open-node-world.ts'
import { positionAt } from '../terms/position.ts'
import type { TextEdit } from '../terms/text-edit.ts'
import type { Call } from './call.ts'
import { commandWords, placeWords } from './command-words.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { clean, type Output } from './output.ts'
import { tellRehearsal } from './tell-written.ts'

/** Shows what a model would change: what is wrong with all of it, what it may do more or less, what it would do, how the picture changes. */
export function showRevision({ pieces, faults, ...told }: Revision, output: Output): void {
  if (pieces.length === 0) return output.line('The model would change nothing.')
  output.line(`The model would change ${pieces.length === 1 ? 'one piece' : `${pieces.length} pieces`}. With all of it:`)
  for (const fault of faults) output.line(`  ${output.paint('red', 'Fault')}: ${clean(fault)}`)
  tell(told, output)
}

export function showPiece({ range, text }: TextEdit, index: number, before: string, output: Output): void {
  output.line(output.paint('bold', `Piece ${index + 1}, at line ${positionAt(before, range.start).line}`))
  for (const line of linesOf(before.slice(range.start, range.end))) output.line(output.paint('red', `  - ${clean(line)}`))
  for (const line of linesOf(text)) output.line(output.paint('green', `  + ${clean(line)}`))
}

/** What became of the pieces that a person took: a draft, or the file that they were put over. `refused`: why no draft could be kept. */
export type KeptRevision = TakenRevision & { readonly id: string | null; readonly file: string | null; readonly refused: string | null }

/** Shows what was taken, and all that it may do; `isPart`: not all of it, so that what it does is told anew. */
export function showTaken(taken: TakenRevision, isPart: boolean, output: Output): void {
  if (isPart) output.line('With the pieces you took:')
  if (isPart) tell(taken, output)
  for (const fault of taken.faults) output.line(`${output.paint('red', 'Fault')}: ${clean(fault)}`)
  for (const line of taken.may) output.line(clean(line))
}

/** Tells where it is kept, and what comes next. */
export function showKept({ id, file, refused, canRehearse }: KeptRevision, { shelf }: NodeWorld, { output, options }: Call<unknown>): ExitCode {
  if (file !== null) {
    output.line(`It stands in ${clean(file)} now. The text is new, so accept it before it runs: ${commandWords('report', [file, ...placeWords(options)])}`)
    tellRehearsal(canRehearse, file, { output, options })
    return exitCodes.done
  }
  if (id === null) {
    output.line(refused === null ? 'It has faults, so it was not kept.' : clean(refused))
    return exitCodes.faults
  }
  const path = join(shelf.folders.skills, `${id.slice('mine/'.length)}.skill.yaml`)
  output.line(`It is kept as the draft ${clean(id)} (${clean(path)}); the skill itself stays as it is. Read it before you accept it: ${commandWords('report', [path, ...placeWords(options)])}`)
  tellRehearsal(canRehearse, path, { output, options })
  return exitCodes.done
}

function tell({ changes, picture, would }: Pick<Revision, 'changes' | 'picture' | 'would'>, output: Output): void {
  for (const line of changes) output.line(`  ${clean(line)}`)
  if (picture.length > 0) output.line('  In the picture:')
  for (const line of picture) output.line(`    ${clean(line)}`)
  if (would.length > 0) output.line('  With example values it would:')
  for (const line of would) output.line(`    ${clean(line)}`)
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
}
