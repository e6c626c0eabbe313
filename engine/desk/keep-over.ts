import { hashText } from '../terms/hash.ts'
import type { Kept, SkillStore } from '../terms/skill-store.ts'

/**
 * Puts a changed text in the place of the one that it was made of, as saving in the editor does: only while that still stands there.
 * Of a skill that came with Chela an own copy is made, which goes before it from then on.
 */
export function keepOver(skills: Pick<SkillStore, 'write'>, id: string, before: string, text: string): Promise<Kept> {
  if (!id.startsWith('shipped/')) return skills.write(id, text, hashText(before))
  return skills.write(`mine/${id.slice(id.lastIndexOf('/') + 1)}`, text, null)
}
