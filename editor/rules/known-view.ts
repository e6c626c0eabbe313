import type { Document, SkillListing, ToolFacts } from '../../engine/index.ts'
import { viewSkill, type Knowledge, type SkillView } from './skill-view.ts'

const views = new WeakMap<Document, { readonly knowledge: Knowledge; readonly view: SkillView }>()

/** Gives the view of a text that was parsed before; the last one of each document is kept. */
export function knownView(document: Document, knowledge: Knowledge): SkillView {
  const known = views.get(document)
  if (known !== undefined && known.knowledge === knowledge) return known.view
  const view = viewSkill(document.text, knowledge, document)
  views.set(document, { knowledge, view })
  return view
}

let last: { readonly tools: readonly ToolFacts[]; readonly skills: readonly SkillListing[]; readonly knowledge: Knowledge } | undefined

/** Gives what is installed, by name; the same object as long as both lists are the same. */
export function knowledgeOf(tools: readonly ToolFacts[], skills: readonly SkillListing[]): Knowledge {
  if (last?.tools === tools && last.skills === skills) return last.knowledge
  const knowledge: Knowledge = { tools: new Map(tools.map((facts) => [facts.name, facts])), skills: new Map(skills.map(({ name, title, description, summary }) => [name, { title, description, summary }])) }
  last = { tools, skills, knowledge }
  return knowledge
}
