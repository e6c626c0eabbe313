import type { Rehearsal } from '../run/rehearse.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Call } from './call.ts'
import { commandWords, wordsWithout } from './command-words.ts'
import { KeptApprovals, type KeptApproval } from './kept-approvals.ts'
import type { OpenRun } from './open-run.ts'
import { readAnswers } from './person-for.ts'
import { rehearsalOf } from './rehearsal.ts'

interface Approving {
  readonly approve?: readonly string[]
  readonly answer?: readonly string[]
}

type Kept = Extract<KeptApproval, { readonly kind: 'rehearsal' }>

/**
 * Gives the deeds that one approval of a rehearsal covers; `undefined` where only single deeds were approved, or none.
 * The rehearsal is held again, and must come out the same: otherwise ChelaError `not-approved` tells what is different.
 */
export async function approvedSet(open: OpenRun, { options, words }: Call<Approving>): Promise<readonly string[] | undefined> {
  const kept = new KeptApprovals(open.node.shelf.folders)
  const unclear = (options.approve ?? []).filter((hash) => kept.get(hash)?.kind !== 'deed')
  if (unclear.length === 0) return undefined
  const rehearsal = await rehearsalOf(open, readAnswers(options.answer ?? []))
  if (unclear.includes(rehearsal.hash)) return rehearsal.envelope
  const single = new Set(rehearsal.deeds.map(({ hash }) => hash))
  const lost = unclear.filter((hash) => !single.has(hash))
  const [first] = lost
  if (first === undefined) return undefined
  const before = kept.get(first)
  const again = commandWords('rehearse', wordsWithout(words, ['--json', '--follow'], ['--approve', '--accept']))
  throw before?.kind === 'rehearsal' ? changed(before, rehearsal, open, again) : unknownHash(first, again)
}

function changed(before: Kept, now: Rehearsal, open: OpenRun, again: string): ChelaError {
  const text = before.text === open.found.hash ? '' : ' It was of another text of the skill.'
  const gone = missing(before.deeds, now.deeds)
  const fresh = missing(now.deeds, before.deeds)
  const words = [...fresh.slice(0, 5).map((one) => `new: ${one}`), ...gone.slice(0, 5).map((one) => `no longer: ${one}`)]
  const more = fresh.length + gone.length > words.length ? `, and ${fresh.length + gone.length - words.length} more` : ''
  return new ChelaError('not-approved', `What would happen is no longer what you approved (${words.join('; ') || 'the same deeds in another number'}${more}).${text} Nothing was run.`, {
    help: `Look again: ${again}`,
    facts: { approved: before.deeds.length, now: now.deeds.length, hash: now.hash },
  })
}

/** What is in the first list more often than in the second, in words. */
function missing(of: Kept['deeds'], from: Kept['deeds']): readonly string[] {
  const left = new Map<string, number>()
  for (const { hash } of from) left.set(hash, (left.get(hash) ?? 0) + 1)
  return of.flatMap(({ hash, words }) => {
    const count = left.get(hash) ?? 0
    left.set(hash, count - 1)
    return count > 0 ? [] : [words]
  })
}

function unknownHash(hash: string, again: string): ChelaError {
  return new ChelaError('not-approved', `The hash ${hash} is neither of this rehearsal nor of a deed that was shown, so nothing was run.`, {
    help: `Copy it from: ${again}`,
  })
}
