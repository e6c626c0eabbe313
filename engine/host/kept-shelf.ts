/*
 * Gives what is known of skill files from an earlier check, without the code that checks. Owns: where a person's skill
 * files lie, and what stands for the world of a check in the key of its result. Always true: what it gives is what
 * open-shelf.ts would give for the same files.
 */
import { dirname, join, resolve, sep } from 'node:path'
import { dataFolders, guardDataFolders, type DataFolders } from '../adapters/data-folders.ts'
import { fastHashText } from '../adapters/fast-hash-text.ts'
import { SkillCache } from '../adapters/skill-cache.ts'
import { SkillFiles, type SkillFolder } from '../adapters/skill-files.ts'
import { hasToolFiles } from '../adapters/tool-files.ts'
import { worldHash } from '../adapters/world-hash.ts'
import { checkedKey, type CheckedText } from '../terms/checked-text.ts'
import type { Tool } from '../terms/tool.ts'
import { shippedSkills } from './package-folder.ts'

/** A hash of all code of the engine, put in by the build; there is none where the engine runs from its sources. */
declare const engineBuild: string | undefined

export interface ShelfOptions {
  /** Where the things of the person live; left out: CHELA_HOME, or where the platform keeps data. */
  readonly home?: string
  /** Tool files beside those in the folder of the person. */
  readonly toolFiles?: readonly string[]
  /** Skill files whose own folders are looked through first. */
  readonly beside?: readonly string[]
}

/** Where skill files lie. `own`: those of the person and the shipped ones, and no others. */
export interface ShelfPlaces {
  readonly folders: DataFolders
  readonly skills: SkillFiles
  readonly own: SkillFiles
  /** Skills below it are not taken for the person's own yet. */
  readonly drafts: string
}

/** What an earlier check told of a text. */
export interface KeptCheck extends CheckedText {
  readonly hash: string
}

export interface KeptShelf {
  readonly skills: SkillFiles
  /** `undefined`: the text has to be checked. */
  kept(text: string): KeptCheck | undefined
}

/** Gives where the skill files of a person lie. Makes no folder. Throws where others may write what is read there. */
export function shelfPlaces(options: ShelfOptions): ShelfPlaces {
  const folders = dataFolders(options.home === undefined ? {} : { home: options.home })
  guardDataFolders(folders)
  const own: readonly SkillFolder[] = [
    { origin: 'yours', path: folders.skills, deep: true },
    { origin: 'shipped', path: shippedSkills },
  ]
  const beside = [...new Set((options.beside ?? []).map((path) => dirname(resolve(path))))].map((path) => ({ origin: 'beside the file', path }))
  return { folders, skills: new SkillFiles([...beside, ...own]), own: new SkillFiles(own), drafts: join(folders.skills, 'drafts') + sep }
}

/** Gives a hash that changes with the engine and with what other tools promise. */
export function toolsHash(builtin: readonly Tool[], foreign: readonly Tool[]): string {
  return `${typeof engineBuild === 'undefined' ? worldHash(builtin, []) : engineBuild}-${worldHash(foreign, [])}`
}

/** Gives a hash that also changes whenever a skill file is added, removed or written. */
export function shelfHash(tools: string, skills: SkillFiles): string {
  return `${tools}-${worldHash([], skills.list().map(({ path }) => path))}`
}

/** Opens what earlier checks told. `undefined` where it can not be known without loading tools. Throws as `shelfPlaces` does. */
export function openKeptShelf(options: ShelfOptions): KeptShelf | undefined {
  if (typeof engineBuild === 'undefined') return undefined
  const { folders, skills } = shelfPlaces(options)
  if ((options.toolFiles ?? []).length > 0 || hasToolFiles(folders.tools)) return undefined
  const cache = new SkillCache<CheckedText>(folders.compiledSkills)
  const world = shelfHash(toolsHash([], []), skills)
  return {
    skills,
    kept: (text) => {
      const hash = fastHashText(text)
      const found = cache.get(checkedKey(hash, world))
      return found === undefined ? undefined : { ...found, hash }
    },
  }
}
