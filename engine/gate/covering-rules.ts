import type { Report } from '../terms/report.ts'
import { fitsTool, type Policy, type PolicyRule } from './policy.ts'
import { alternatives, visible } from './quote.ts'

/**
 * Says what the rules that allow spare a skill from being asked about, one sentence a rule that could fit a tool of its report. A rule
 * by a name is told for every text that says it has that name: it holds as soon as the text stands under it.
 */
export function coveringRules(policy: Policy, { skill, hash, lines }: Pick<Report, 'skill' | 'hash' | 'lines'>, now: number): readonly string[] {
  const rules = policy.rules.filter((rule) => rule.answer === 'allow' && (rule.until === undefined || now < rule.until) && (rule.skill === undefined || rule.skill === skill || rule.skill === hash))
  return rules.filter((rule) => lines.some(({ tool }) => fitsTool(rule.tool, tool))).map((rule) => words(rule, hash))
}

function words(rule: PolicyRule, hash: string): string {
  const places = Object.entries(rule.with).map(([argument, texts]) => `${argument === '*' ? 'its places' : `"${visible(argument)}"`} being ${alternatives(texts.map(visible))}`)
  const deed = `${rule.tool === '*' ? 'any tool' : visible(rule.tool)}${places.length === 0 ? '' : ` with ${places.join(' and ')}`}`
  if (rule.skill === hash) return `A rule of yours allows ${deed} to this very text.`
  if (rule.skill === undefined) return `A rule of yours allows ${deed} to every skill.`
  return `A rule of yours allows ${deed} to whatever text you have accepted that stands under the name "${visible(rule.skill)}" among your skills.`
}
