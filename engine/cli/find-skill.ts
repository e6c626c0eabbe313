import type { LoadedSkill } from '../load-skill.ts'
import type { Skill } from '../terms/skill.ts'
import { positionAt } from '../terms/position.ts'
import { ChelaError } from '../terms/failure.ts'
import { nearestName } from '../expression/nearest-name.ts'
import type { Shelf } from '../host/open-shelf.ts'
import { usageError } from './report-fault.ts'

/** A skill file that was found and read. */
export interface FoundFile {
  readonly path: string
  readonly text: string
  readonly loaded: LoadedSkill
}

/** A skill that can run. */
export interface ReadySkill extends FoundFile {
  readonly skill: Skill
  readonly hash: string
}

/** Finds a skill by name or path and checks it. Throws ChelaError for one that is not there or can not be read. */
export function findFile(shelf: Shelf, nameOrPath: string): FoundFile {
  const found = shelf.skills.find(nameOrPath)
  if (found.kind === 'found') return { path: found.path, text: found.text, loaded: shelf.load(found.text) }
  const near = found.code === 'missing' ? nearestName(nameOrPath, shelf.skills.list().map(({ name }) => name)) : undefined
  const help = near === undefined ? found.help : `Did you mean "${near}"? ${found.help}`
  if (found.code === 'no-access') throw new ChelaError('store-file-access', found.message, { help })
  throw usageError(found.message, help)
}

/** The same for a skill that is to run: one with errors throws ChelaError `faulty-skill`. */
export function findSkill(shelf: Shelf, nameOrPath: string): ReadySkill {
  const file = findFile(shelf, nameOrPath)
  const { skill, hash, diagnostics } = file.loaded
  if (skill !== undefined) return { ...file, skill, hash }
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const first = errors[0]
  const { line, column } = positionAt(file.text, first?.range.start ?? 0)
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  throw new ChelaError('faulty-skill', `${file.path}:${line}:${column} ${first?.message ?? 'has faults.'}${more}`, { help: `"chela check ${nameOrPath}" shows all of them.` })
}
