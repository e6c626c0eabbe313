import { SkillCache } from '../adapters/skill-cache.ts'
import type { DataFolders } from '../adapters/data-folders.ts'
import type { Revision } from '../desk/proposal.ts'

/** What a hash that a person may approve was shown for. Losing it loses nothing: the rehearsal is shown again. */
export type KeptApproval =
  | { readonly kind: 'rehearsal'; readonly skill: string; readonly text: string; readonly deeds: readonly { readonly words: string; readonly hash: string }[] }
  | { readonly kind: 'deed'; readonly words: string }
  /** By the hash of the text and the words that a change was asked of; `before` is the hash of the text. */
  | { readonly kind: 'revision'; readonly before: string; readonly revision: Revision }

export class KeptApprovals {
  readonly #cache: SkillCache<KeptApproval>

  constructor(folders: DataFolders) {
    this.#cache = new SkillCache(folders.approvals)
  }

  get(hash: string): KeptApproval | undefined {
    return this.#cache.get(hash)
  }

  keep(hash: string, approval: KeptApproval): void {
    this.#cache.set(hash, approval)
  }
}
