import { openAsking } from '../../desk/ask-for.ts'
import type { Revision } from '../../desk/proposal.ts'
import { keepAsDraft, takeRevision, type TakenRevision } from '../../desk/write-skill.ts'
import type { NodeWorld } from '../../host/open-node-world.ts'
import { hashJson, hashText } from '../../terms/hash.ts'
import { applyEdits } from '../../terms/text-edit.ts'
import { askParts } from '../ask-parts.ts'
import { askYes, isAsking } from '../ask-line.ts'
import { shelfFor, type Call } from '../call.ts'
import { commandWords, wordsWithout } from '../command-words.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { findFile } from '../find-skill.ts'
import { KeptApprovals } from '../kept-approvals.ts'
import { openWorld } from '../open-run.ts'
import { putBack } from '../put-back.ts'
import { usageError } from '../report-fault.ts'
import { showKept, showPiece, showRevision, showTaken, type KeptRevision } from '../show-revision.ts'
import { tellEgress } from '../tell-egress.ts'

interface ReviseOptions {
  readonly pieces?: string
  readonly keep?: boolean
}

/** Lets the model change a skill as a sentence says; the person takes or leaves each piece. What is taken is kept as a draft, or over the skill itself. */
export async function revise(call: Call<ReviseOptions>): Promise<ExitCode> {
  const [name = '', words = ''] = call.args
  if (words.trim() === '') throw usageError('The skill comes first, then the words.', 'Write, for example: chela revise tidy-folder "wait two weeks instead of one"')
  const shelf = await shelfFor(call, [name])
  const { path, text: before } = findFile(shelf, name)
  const node = await openWorld(call, shelf)
  try {
    const { output, options } = call
    const revision = await revisionOf(node, before, words, options.pieces !== undefined)
    showRevision(revision, output)
    const taken = await takenOf(revision, before, call)
    if (taken === undefined || taken.length === 0) {
      const again = (which: string): string => commandWords('revise', [...wordsWithout(call.words, ['--json'], ['--pieces']), '--pieces', which])
      if (revision.pieces.length > 0) output.line(`Nothing was kept. Take all: ${again('all')}, or some: ${again('1')}`)
      tellEgress(node, output)
      output.data({ revision, kept: null })
      return exitCodes.done
    }
    const found = await takeRevision(askParts(node), before, applyEdits(before, taken))
    showTaken(found, taken.length < revision.pieces.length, output)
    const kept = await keptOf(found, path, before, node, call)
    tellEgress(node, output)
    output.data({ revision, kept })
    return showKept(kept, node, call)
  } finally {
    await node.close()
  }
}

/** Where the taken text is kept: over the skill itself where the person says so, else as a draft; with faults nowhere. */
async function keptOf(found: TakenRevision, path: string, before: string, node: NodeWorld, { options }: Call<ReviseOptions>): Promise<KeptRevision> {
  if (found.faults.length > 0) return { ...found, id: null, file: null, refused: null }
  const isOver = options.keep === true || (isAsking() && options.pieces === undefined && (await askYes('Put this in the place of the skill itself? Without a yes it is kept as a draft.')))
  if (isOver) return { ...found, id: null, refused: null, file: await putBack(node, askParts(node), path, before, found.text) }
  return { ...found, ...(await keepAsDraft(askParts(node), found.text)), file: null }
}

/** Pieces are taken out of what was shown: a model asked again may answer something else. */
async function revisionOf(node: NodeWorld, before: string, words: string, isChosen: boolean): Promise<Revision> {
  const kept = new KeptApprovals(node.shelf.folders)
  const key = hashJson(['revision', hashText(before), words])
  const shown = isChosen ? kept.get(key) : undefined
  if (shown?.kind === 'revision' && shown.before === hashText(before)) return shown.revision
  const revision = await openAsking(askParts(node)).revise(before, words)
  kept.keep(key, { kind: 'revision', before: hashText(before), revision })
  return revision
}

/** The pieces that the person takes; undefined: nobody was asked. */
async function takenOf({ pieces }: Revision, before: string, { output, options }: Call<ReviseOptions>): Promise<Revision['pieces'] | undefined> {
  const asks = options.pieces === undefined && isAsking()
  const chosen = options.pieces === undefined ? undefined : chosenOf(options.pieces, pieces.length)
  const taken: Revision['pieces'][number][] = []
  for (const [index, piece] of pieces.entries()) {
    showPiece(piece, index, before, output)
    if (asks ? await askYes(`Take piece ${index + 1}?`) : chosen?.has(index) === true) taken.push(piece)
  }
  return asks || chosen !== undefined ? taken : undefined
}

/** `all`, or numbers from 1. */
function chosenOf(text: string, count: number): ReadonlySet<number> {
  if (text === 'all') return new Set(Array.from({ length: count }, (_, index) => index))
  const numbers = text.split(',').map((part) => Number(part.trim()))
  if (numbers.some((one) => !Number.isInteger(one) || one < 1 || one > count)) throw usageError(`"--pieces ${text}" names a piece that is not there.`, count === 0 ? 'There is no piece to take; say it in other words.' : `There are pieces 1 to ${count}; write --pieces 1,2 or --pieces all.`)
  return new Set(numbers.map((one) => one - 1))
}
