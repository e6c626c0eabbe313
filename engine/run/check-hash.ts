import { ChelaError } from '../terms/failure.ts'
import { hashText } from '../terms/hash.ts'
import type { SkillText } from './world.ts'

/** Throws ChelaError where a text is not the one its hash names: a run is pinned to the very text that was accepted. */
export function checkHash({ name, text, hash }: SkillText): void {
  // Half of a pair of units is hashed as the sign for what can not be read: two texts would have one hash.
  if (hashText(text) === hash && !/\p{Cs}/u.test(text)) return
  throw new ChelaError('changed-text', `The text of the skill "${name}" is not the one it was accepted and started with.`, {
    help: 'Start the skill anew. Where a stored run shows this, restore the runs file from a backup.',
  })
}
