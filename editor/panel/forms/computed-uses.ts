import { computeUses, parseDocument, plainValue, toolOfFacts, usesText, type Json } from '../../../engine/index.ts'
import type { SkillView } from '../../rules/skill-view.ts'

/** Gives the ceiling that fits the states of a skill, as the value of `uses`. */
export function computedUses({ skill, knowledge }: SkillView): Json {
  const uses = computeUses(skill, {
    tool: (name) => {
      const facts = knowledge.tools.get(name)
      return facts === undefined ? undefined : toolOfFacts(facts)
    },
  })
  const { root } = parseDocument(usesText(uses))
  const value = root === undefined ? null : plainValue(root)
  return typeof value === 'object' && value !== null && 'uses' in value ? (value.uses ?? {}) : {}
}
