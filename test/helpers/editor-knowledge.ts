import { readdirSync, readFileSync } from 'node:fs'
import { viewSkill, type Knowledge, type SkillView } from '../../editor/rules/skill-view.ts'
import { builtinTools, toolFacts } from '../../engine/index.ts'

/** The tools that are built in, and no skills. */
export const knowledge: Knowledge = { tools: new Map(builtinTools.map((tool) => [tool.name, toolFacts(tool)])), skills: new Map() }

/** The texts of the skills that come with the program, by name. */
export const shippedSkills: ReadonlyMap<string, string> = new Map(
  readdirSync('skills').filter((name) => name.endsWith('.skill.yaml')).map((name) => [name.slice(0, -'.skill.yaml'.length), readFileSync(`skills/${name}`, 'utf8')]),
)

/** Gives the view of a text; the header may be left out. */
export function viewOf(text: string): SkillView {
  return viewSkill(/^chela:/mu.test(text) ? text : `chela: 1\nname: sample\n${text}`, knowledge)
}
