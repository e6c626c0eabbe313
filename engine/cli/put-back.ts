import { realpathSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { fastHashText } from '../adapters/fast-hash-text.ts'
import { replaceFile } from '../adapters/replace-file.ts'
import { readSkillFile } from '../adapters/skill-files.ts'
import { withFileLock } from '../adapters/with-file-lock.ts'
import { keepOver } from '../desk/keep-over.ts'
import type { WriteParts } from '../desk/write-skill.ts'
import type { NodeWorld } from '../host/open-node-world.ts'
import { shippedSkills } from '../host/package-folder.ts'
import { ChelaError } from '../terms/failure.ts'

const ending = '.skill.yaml'

/** Puts a changed text over the file it was made of; of a skill that came with Chela an own copy is made. Gives where it stands. Throws ChelaError where the file is another by now. */
export async function putBack({ shelf }: NodeWorld, parts: WriteParts, path: string, before: string, text: string): Promise<string> {
  const { skills: own } = shelf.folders
  // By its real place too: a link to what came with Chela does not lead to its being changed.
  const real = realPath(path)
  const id = idIn('mine', own, resolve(path)) ?? idIn('shipped', shippedSkills, resolve(path)) ?? (real === undefined ? undefined : idIn('shipped', realPath(shippedSkills) ?? shippedSkills, real))
  if (id === undefined) return overFile(path, real, before, text)
  const kept = await keepOver(parts.skills, id, before, text)
  if ('kept' in kept) return join(own, `${kept.kept.id.slice('mine/'.length)}${ending}`)
  throw 'refused' in kept ? new ChelaError('not-kept', kept.refused) : changedMeanwhile(path)
}

/** The id of a file of a folder of skills; undefined for what lies elsewhere. */
function idIn(place: string, folder: string, path: string): string | undefined {
  return path.startsWith(folder + sep) && path.endsWith(ending) ? [place, ...path.slice(folder.length + 1, -ending.length).split(sep)].join('/') : undefined
}

/** Undefined: it is gone. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** A link stays one: what it leads to is written. */
function overFile(path: string, real: string | undefined, before: string, text: string): string {
  if (real === undefined) throw changedMeanwhile(path)
  return withFileLock(real, () => {
    const now = readSkillFile(real, real)
    if (now.kind !== 'found' || fastHashText(now.text) !== fastHashText(before)) throw changedMeanwhile(path)
    replaceFile(real, text, { mode: statSync(real).mode & 0o777 })
    return path
  })
}

function changedMeanwhile(path: string): ChelaError {
  return new ChelaError('conflict', `${path} was changed meanwhile, so nothing was written.`, { help: 'Ask again.', facts: { path } })
}
