import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { deepestFolder, isFolderName, isSkillFileName, mostSkills } from './skill-id.ts'

/** How a skill file ends. */
export const skillEnding = '.skill.yaml'

/** Names looked at in all, so that a folder that is no folder of skills costs little. */
const mostLooked = 200_000

/** A skill file in a folder of skills or one below it. */
export interface FolderSkill {
  readonly name: string
  /** The folders that lead to it. */
  readonly folders: readonly string[]
  readonly path: string
}

/**
 * Gives the skill files of a folder: those that lie nearer to it first, then by their path. `deep`: those of the folders below
 * too; hidden folders and links to folders are not gone into. What can not be read is empty.
 */
export function skillsIn(root: string, options: { readonly deep: boolean }): readonly FolderSkill[] {
  return lookThrough(root, options).skills
}

/** The same, with the folders that were looked through. */
export function lookThrough(root: string, { deep }: { readonly deep: boolean }): { readonly skills: readonly FolderSkill[]; readonly folders: readonly string[] } {
  const skills: FolderSkill[] = []
  const looked: string[] = []
  let left = mostLooked
  let level: readonly (readonly string[])[] = [[]]
  for (let depth = 0; depth <= deepestFolder && level.length > 0; depth++) {
    const below: string[][] = []
    for (const folders of level) {
      const path = join(root, ...folders)
      const entries = entriesOf(path)
      looked.push(path)
      left -= entries.length
      if (left < 0 || skills.length >= mostSkills) return { skills: skills.slice(0, mostSkills), folders: looked }
      for (const entry of entries) {
        if (deep && entry.isDirectory() && isFolderName(entry.name)) below.push([...folders, entry.name])
        const name = entry.name.endsWith(skillEnding) ? entry.name.slice(0, -skillEnding.length) : ''
        if (!entry.isDirectory() && isSkillFileName(name)) skills.push({ name, folders, path: join(path, entry.name) })
      }
    }
    level = below
  }
  return { skills, folders: looked }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}
