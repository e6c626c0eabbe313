import type { Diagnostic } from './diagnostic.ts'
import type { Skill } from './skill.ts'

/** Part of every key; raised whenever a text may come to mean or to tell something else than before. */
const version = 1

/** What is known of a text after it was read and checked. Plain JSON. */
export interface CheckedText {
  /** `null` when the text has errors. */
  readonly skill: Skill | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Gives the key under which a checked text is kept, from the hash of the text and of the world it was checked in. */
export function checkedKey(hash: string, world: string): string {
  return `${version}-${hash}-${world}`
}
