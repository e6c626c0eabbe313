import { checkDocument } from './check/check-document.ts'
import type { World } from './check/world.ts'
import { parseDocument } from './document/parse-document.ts'
import { checkedKey, type CheckedText } from './terms/checked-text.ts'
import type { Diagnostic } from './terms/diagnostic.ts'
import type { Document } from './terms/document.ts'
import { hashText } from './terms/hash.ts'
import type { Skill } from './terms/skill.ts'

/** Keeps what was checked by key. A value it can not give is checked again; it need not keep anything. */
export interface SkillCache {
  get(key: string): CheckedText | undefined
  set(key: string, value: CheckedText): void
}

export interface LoadWorld extends World {
  /** Changes whenever a tool definition or another skill does: the cache would answer for another world otherwise. */
  readonly hash: string
  /** Gives the same as `hashText`, faster, where the platform can. */
  readonly hashText?: (text: string) => string
}

export interface LoadedSkill {
  /** Parsed when first asked for. */
  readonly document: Document
  /** `undefined` when there are errors. */
  readonly skill: Skill | undefined
  /** Ordered by position. */
  readonly diagnostics: readonly Diagnostic[]
  /** SHA-256 of the text. */
  readonly hash: string
}

/**
 * Gives the skill of a text and all that is wrong with it. Total: any text gives a skill or diagnostics. What the cache
 * holds is neither parsed nor checked again.
 */
export function loadSkill(text: string, world: LoadWorld, cache?: SkillCache): LoadedSkill {
  const hash = (world.hashText ?? hashText)(text)
  const key = checkedKey(hash, world.hash)
  let document: Document | undefined
  const parsed = (): Document => (document ??= parseDocument(text))
  let checked = cache?.get(key)
  if (checked === undefined) {
    const { skill, diagnostics } = checkDocument(parsed(), world)
    checked = { skill: skill ?? null, diagnostics }
    cache?.set(key, checked)
  }
  const { skill, diagnostics } = checked
  return {
    get document() {
      return parsed()
    },
    skill: skill ?? undefined,
    diagnostics,
    hash,
  }
}
