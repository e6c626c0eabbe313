import type { Command } from '../commands/command.ts'
import { extractToSkill } from '../commands/extract-to-skill.ts'
import type { SkillView } from '../rules/skill-view.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

/** Makes a skill of its own of some states: first its file is written beside this one, then this one runs it. Says whether it was done. */
export async function extractBeside(workspace: Workspace, session: Session, perform: (ask: (view: SkillView) => Command) => boolean, states: readonly string[], name: string): Promise<boolean> {
  let made: { readonly name: string; readonly text: string } | undefined
  const isPossible = perform((view) => {
    const extracted = extractToSkill(view, { states, name })
    if ('skill' in extracted) made = extracted.skill
    return extracted
  })
  if (!isPossible || made === undefined) return false
  const { id } = session.store.getState()
  const beside = `${id.slice(0, id.lastIndexOf('/') + 1)}${name}`
  const { text } = made
  const kept = await workspace.attempt((desk) => desk.save(beside, text, null))
  if (kept !== undefined && 'kept' in kept) {
    await workspace.refreshSkills()
    workspace.tell('good', `The skill "${name}" is kept beside this one.`)
    return true
  }
  session.undo()
  if (kept !== undefined) workspace.tell('bad', 'refused' in kept ? kept.refused : `There is a file "${beside}" already.`)
  return false
}
