import { parseDocument } from '../../engine/document/parse-document.ts'
import { readSkill } from '../../engine/check/read-skill.ts'
import type { Skill } from '../../engine/terms/skill.ts'

/** Gives the skill of a YAML text; the header may be left out. Throws when the text has a fault of form. */
export function skillFrom(text: string): Skill {
  const whole = /^chela:/mu.test(text) ? text : `chela: 1\nname: sample\n${text}`
  const faults: string[] = []
  const document = parseDocument(whole)
  const skill = readSkill(document, (diagnostic) => faults.push(diagnostic.message))
  for (const diagnostic of document.diagnostics) if (diagnostic.severity === 'error') faults.push(diagnostic.message)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return skill
}
