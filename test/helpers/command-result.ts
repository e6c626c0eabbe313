import type { Command } from '../../editor/commands/command.ts'
import type { SkillView } from '../../editor/rules/skill-view.ts'
import { applyEdits } from '../../engine/index.ts'

/** Gives the text after a command; a refusal is thrown. */
export function textAfter(view: SkillView, command: Command): string {
  if ('refused' in command) throw new Error(command.refused)
  return applyEdits(view.text, command.edits)
}
