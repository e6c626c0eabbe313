/* What one does with skills as files: each asks the desk and tells the person how it went. */
import { applyEdits, parseDocument, type Json, type SkillFile, type SkillListing } from '../../../engine/index.ts'
import { setTopKey } from '../../commands/set-key.ts'
import { knowledgeOf } from '../../rules/known-view.ts'
import { viewSkill } from '../../rules/skill-view.ts'
import { packShared } from '../../session/share-link.ts'
import { writePlace } from '../../session/place.ts'
import type { Workspace } from '../../session/workspace.ts'
import { folderOf, freeName, nameFrom } from './library-rows.ts'

/** The data of a place that shows what is open and in no file yet. */
export const strangerData = '-'

/** Gives the name that a text says of itself, as far as it can be read. */
export function nameIn(text: string): string | undefined {
  const { root } = parseDocument(text)
  const name = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'name')?.value : undefined
  return name?.kind === 'scalar' && typeof name.value === 'string' && name.value !== '' ? nameFrom(name.value) : undefined
}

/** Gives a text with another name in it; the text as it is where no name can be written. */
export function renamedText(workspace: Workspace, text: string, name: string): string {
  const { tools, skills } = workspace.store.getState()
  if (nameIn(text) === name) return text
  const command = setTopKey(viewSkill(text, knowledgeOf(tools, skills)), { key: ['name'], value: { json: name } })
  return 'refused' in command ? text : applyEdits(text, command.edits)
}

/** Shows a text of a stranger: its report first. It is in no file and can do nothing. */
export function showStranger(workspace: Workspace, text: string, words: string): void {
  openUnkept(workspace, text, words)
  workspace.goTo({ view: 'shared', data: strangerData })
}

/** Opens a text that is in no file, under a name that is free to keep it by. Its id is none that a file can have, so that it is never taken for one. */
export function openUnkept(workspace: Workspace, text: string, words: string): void {
  workspace.openText(text, `unkept/${freeName(workspace.store.getState().skills, nameIn(text) ?? nameFrom(words))}`)
}

/** Writes a text as a new file and gives it; undefined when that was refused, which was told. */
export async function keepNew(workspace: Workspace, text: string, id: string, sidecar?: Json): Promise<SkillFile | undefined> {
  const answer = await workspace.attempt((desk) => desk.save(id, text, null))
  if (answer === undefined) return undefined
  if ('refused' in answer) workspace.tell('bad', answer.refused)
  else if ('conflict' in answer) workspace.tell('bad', `There is a file at ${id} already.`, 'Choose another name or folder.')
  else {
    if (sidecar != null) await workspace.attempt((desk) => desk.keepBeside(id, sidecar))
    await workspace.refreshSkills()
    return answer.kept
  }
  return undefined
}

export async function duplicateSkill(workspace: Workspace, { id, writable }: SkillListing): Promise<void> {
  const file = await workspace.attempt((desk) => desk.read(id))
  if (file == null) return
  const name = freeName(workspace.store.getState().skills, file.name)
  const to = `${writable ? folderOf(id) : 'mine'}/${name}`
  const kept = await keepNew(workspace, renamedText(workspace, file.text, name), to, file.sidecar)
  if (kept === undefined) return
  workspace.tell('good', `The copy is called ${name}.`)
  workspace.goTo({ view: 'skill', id: kept.id, tab: 'edit' })
}

/** Moves a skill to another folder, another name, or both; a new name is written into the file too. */
export async function moveSkill(workspace: Workspace, { id, name: old, hash }: Pick<SkillListing, 'id' | 'name' | 'hash'>, folder: string, name: string = old): Promise<boolean> {
  const to = `${folder}/${name}`
  if (to === id) return true
  const answer = await workspace.attempt((desk) => desk.move(id, to, hash))
  if (answer === undefined) return false
  if ('refused' in answer) workspace.tell('bad', answer.refused)
  else if ('conflict' in answer) workspace.tell('bad', 'The file changed meanwhile, or something stands there already, so nothing was moved.', 'Look again, then try once more.')
  else {
    const { text } = answer.kept
    const saved = name === old ? undefined : await workspace.attempt((desk) => desk.save(to, renamedText(workspace, text, name), answer.kept.hash))
    if (saved !== undefined && !('kept' in saved)) workspace.tell('bad', 'The file has its new name, but the name inside it could not be changed.', 'Change it in its text.')
    const now = saved !== undefined && 'kept' in saved ? saved.kept.hash : answer.kept.hash
    await workspace.refreshSkills()
    const words = name === old ? `${name} lies in ${folder} now.` : `${old} is called ${name} now.`
    workspace.tell('good', words, name === old ? undefined : 'Its text changed with its name, so its report is to be accepted anew.', { words: 'Undo', perform: () => void moveSkill(workspace, { id: to, name, hash: now }, folderOf(id), old) })
    return true
  }
  return false
}

export async function removeSkill(workspace: Workspace, { id, name, hash }: SkillListing): Promise<void> {
  const file = await workspace.attempt((desk) => desk.read(id))
  if (file == null) return
  const answer = await workspace.attempt((desk) => desk.remove(id, hash))
  if (answer === undefined) return
  if ('refused' in answer) return workspace.tell('bad', answer.refused)
  if ('conflict' in answer) return workspace.tell('bad', 'The file changed meanwhile, so it was not removed.', 'Look at it again first.')
  await workspace.refreshSkills()
  workspace.tell('info', `${name} is removed.`, undefined, { words: 'Undo', perform: () => void keepNew(workspace, file.text, id, file.sidecar) })
}

export async function downloadSkill(workspace: Workspace, { id, name }: SkillListing): Promise<void> {
  const file = await workspace.attempt((desk) => desk.read(id))
  if (file != null) workspace.files.download(`${name}.skill.yaml`, file.text)
}

/** Gives the link that holds a skill, or why there is none. */
export async function linkOf(workspace: Workspace, id: string): Promise<{ readonly link: string } | { readonly refused: string }> {
  const file = await workspace.attempt((desk) => desk.read(id))
  if (file == null) return { refused: 'The file could not be read.' }
  const packed = await packShared(file.text)
  return 'refused' in packed ? packed : { link: workspace.files.address() + writePlace({ view: 'shared', data: packed.data }) }
}
