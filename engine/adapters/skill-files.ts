import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { isSkillFileName, largestSkill } from './skill-id.ts'
import { skillEnding, skillsIn } from './skill-folder.ts'

/** A folder of skills. `deep`: the folders below it belong to it. */
export interface SkillFolder {
  readonly origin: string
  readonly path: string
  readonly deep?: boolean
}

/** Where a skill file stands. `origin` is the name that was given to its folder. */
export interface SkillPlace {
  readonly name: string
  readonly path: string
  readonly origin: string
  /** Another file of the same name is taken instead. */
  readonly hidden: boolean
}

export type FoundSkill =
  | { readonly kind: 'found'; readonly name: string; readonly path: string; readonly text: string }
  | { readonly kind: 'not-found'; readonly code: 'missing' | 'too-large' | 'not-text' | 'not-a-file' | 'no-access'; readonly message: string; readonly help: string }

/**
 * Finds skill files by name in folders, the first folder first, or by path. Of two with one name in one deep folder the one
 * that lies nearer to it is taken, then the one whose path comes first. Reads nothing but `NAME.skill.yaml` by name.
 */
export class SkillFiles {
  readonly #folders: readonly SkillFolder[]

  constructor(folders: readonly SkillFolder[]) {
    this.#folders = folders
  }

  /** A text with a slash, or that ends in `.yaml` or `.yml`, is a path; anything else a name. */
  find(nameOrPath: string): FoundSkill {
    if (isPath(nameOrPath)) return readSkillFile(resolve(nameOrPath), skillName(nameOrPath))
    if (!isSkillFileName(nameOrPath)) return this.#missing(nameOrPath)
    for (const folder of this.#folders) {
      const found = readSkillFile(join(folder.path, nameOrPath + skillEnding), nameOrPath)
      if (found.kind === 'found' || found.code !== 'missing') return found
      const below = folder.deep === true ? skillsIn(folder.path, { deep: true }).find(({ name }) => name === nameOrPath) : undefined
      if (below !== undefined) return readSkillFile(below.path, nameOrPath)
    }
    return this.#missing(nameOrPath)
  }

  /** All skill files, sorted by name; of two with one name the one that is taken first. A folder that is not there is empty. */
  list(): readonly SkillPlace[] {
    const seen = new Set<string>()
    const places: SkillPlace[] = []
    for (const folder of this.#folders) {
      for (const { name, path } of skillsIn(folder.path, { deep: folder.deep === true })) {
        places.push({ name, path, origin: folder.origin, hidden: seen.has(name) })
        seen.add(name)
      }
    }
    return places.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Number(a.hidden) - Number(b.hidden)))
  }

  #missing(name: string): FoundSkill {
    const places = this.#folders.map((folder) => folder.path).join(', ')
    return { kind: 'not-found', code: 'missing', message: `There is no skill "${name.slice(0, 80)}".`, help: `Looked for NAME${skillEnding} in: ${places || 'no folder'}.` }
  }
}

function isPath(text: string): boolean {
  return /[/\\]/.test(text) || /\.ya?ml$/.test(text) || isAbsolute(text)
}

function skillName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/(\.skill)?\.ya?ml$/, '')
}

/** Reads one skill file, with its bytes as they are: a mark at its beginning and every line break are kept. */
export function readSkillFile(path: string, name: string): FoundSkill {
  try {
    const bytes = readBounded(path)
    if (bytes === 'not-a-file') return fault('not-a-file', `${path} is not a file.`, 'Name a file that ends in .skill.yaml.')
    if (bytes === 'too-large') return fault('too-large', `${path} is larger than 1 MiB.`, 'A skill file has at most 1 MiB.')
    return { kind: 'found', name, path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return fault('missing', `${path} is not there.`, 'Look at the spelling, or list the skills with "chela skills".')
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return fault('not-text', `${path} is not UTF-8 text.`, 'Save it as UTF-8.')
    return fault('no-access', `${path} could not be read.`, 'Look at the rights of this file.')
  }
}

/** A pipe or a device is not waited for. */
function readBounded(path: string): Uint8Array | 'not-a-file' | 'too-large' {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const facts = fstatSync(file)
    if (!facts.isFile()) return 'not-a-file'
    if (facts.size > largestSkill) return 'too-large'
    const bytes = new Uint8Array(facts.size + 1)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(file, bytes, length, bytes.length - length, null)
    return bytes.subarray(0, Math.min(length, facts.size))
  } finally {
    closeSync(file)
  }
}

function fault(code: Extract<FoundSkill, { kind: 'not-found' }>['code'], message: string, help: string): FoundSkill {
  return { kind: 'not-found', code, message, help }
}
