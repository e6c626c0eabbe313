/*
 * Keeps the skill files of a person in a folder, beside those that came with Chela. Owns: what may be written where, and
 * that two writers do not lose each other's work. Always true: F1 nothing outside the folder is written, whatever links
 * stand in it; F2 a file is whole or not there; F3 nothing is written over what the change was not based on.
 */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { ChelaError } from '../terms/failure.ts'
import type { Json } from '../terms/json.ts'
import type { Kept, SkillEntry, SkillFile, SkillStore } from '../terms/skill-store.ts'
import { fastHashText } from './fast-hash-text.ts'
import { FolderWatch, type FolderLook } from './folder-watch.ts'
import { replaceFile } from './replace-file.ts'
import { readSkillFile } from './skill-files.ts'
import { lookThrough, skillEnding, type FolderSkill } from './skill-folder.ts'
import { largestSidecar, minePlace, placeRefusal, readSkillId, shippedPlace, sidecarText, takenRefusal, textRefusal } from './skill-id.ts'
import { readSidecar } from './skill-sidecar.ts'
import { withFileLock } from './with-file-lock.ts'

/** Removed files are kept here, the latest of them. */
const removedFolder = '.removed'
const mostRemoved = 200

export class FolderSkillStore implements SkillStore {
  readonly #mine: string
  readonly #shipped: string
  readonly #now: () => number
  readonly #listeners = new Set<(ids: readonly string[]) => void>()
  #watch: FolderWatch | undefined

  constructor(mine: string, shipped: string, now: () => number = Date.now) {
    this.#mine = mine
    this.#shipped = shipped
    this.#now = now
  }

  async list(): Promise<readonly SkillEntry[]> {
    return [...this.#entriesOf(minePlace, this.#mine, true), ...this.#entriesOf(shippedPlace, this.#shipped, false)]
  }

  async read(id: string): Promise<SkillFile | undefined> {
    return this.#read(id)
  }

  async write(id: string, text: string, base: string | null): Promise<Kept> {
    const refused = placeRefusal(id) ?? textRefusal(text)
    if (refused !== undefined) return { refused }
    return this.#change((): Kept => {
      const current = this.#read(id)
      const there = this.#pathOf(id, false)
      const facts = there === undefined ? undefined : factsOf(there)
      if (current === undefined && facts !== undefined) return { refused: strange }
      if (base === null ? current !== undefined : current?.hash !== base) return { conflict: current ?? null }
      const other = current === undefined ? this.#otherOf(id) : undefined
      if (other !== undefined) return { refused: takenRefusal(other) }
      const path = this.#pathOf(id, true)
      if (path === undefined) return { refused: strange }
      if (current?.text === text) return { kept: current }
      // Other programs know nothing of the lock, and a disk may take its time.
      const onlyIf = (): boolean => this.#read(id)?.hash === current?.hash
      if (!replaceFile(path, text, { onlyIf, ...(facts !== undefined && { mode: facts.mode & 0o777 }) })) return { conflict: this.#read(id) ?? null }
      return { kept: this.#read(id) as SkillFile }
    })
  }

  async keepBeside(id: string, sidecar: Json): Promise<void> {
    const text = sidecarText(sidecar)
    const refused = placeRefusal(id) ?? (text === undefined ? `What is kept beside a skill is an object of at most ${largestSidecar / 1024 / 1024} MiB.` : undefined)
    if (refused !== undefined || text === undefined) throw new ChelaError('not-kept', refused ?? '', { facts: { id } })
    this.#change(() => {
      const path = this.#pathOf(id, false)
      if (path === undefined || this.#read(id) === undefined) throw new ChelaError('not-kept', 'There is no such skill any more.', { facts: { id } })
      replaceFile(besideOf(path), text, { durable: false })
    })
  }

  async move(id: string, to: string, base: string): Promise<Kept> {
    const refused = placeRefusal(id) ?? placeRefusal(to)
    if (refused !== undefined) return { refused }
    return this.#change((): Kept => {
      const current = this.#read(id)
      if (current === undefined || current.hash !== base) return { conflict: current ?? null }
      if (id === to) return { kept: current }
      const from = this.#pathOf(id, false)
      const there = this.#pathOf(to, false)
      if (there !== undefined && factsOf(there) !== undefined) return { conflict: this.#read(to) ?? null }
      const other = this.#otherOf(to, id)
      if (other !== undefined) return { refused: takenRefusal(other) }
      const path = this.#pathOf(to, true)
      if (from === undefined || path === undefined) return { refused: strange }
      renameSync(from, path)
      moveIfThere(besideOf(from), besideOf(path))
      return { kept: this.#read(to) as SkillFile }
    })
  }

  async remove(id: string, base: string): Promise<{ readonly removed: true } | { readonly conflict: SkillFile | null } | { readonly refused: string }> {
    const refused = placeRefusal(id)
    if (refused !== undefined) return { refused }
    return this.#change(() => {
      const current = this.#read(id)
      const path = this.#pathOf(id, false)
      if (current === undefined || path === undefined || current.hash !== base) return { conflict: current ?? null }
      this.#keepAside(path, current.name)
      return { removed: true }
    })
  }

  watch(changed: (ids: readonly string[]) => void): () => void {
    const listener = (ids: readonly string[]): void => changed(ids)
    this.#listeners.add(listener)
    this.#watch ??= new FolderWatch(() => this.#look(), (ids) => {
      for (const one of [...this.#listeners]) safely(() => one(ids))
    })
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#watch?.close()
      this.#watch = undefined
    }
  }

  /** Changes are made one at a time, by whatever process of this machine. */
  #change<T>(work: () => T): T {
    try {
      const result = withFileLock(join(this.#mine, '.chela'), work)
      this.#watch?.look()
      return result
    } catch (cause) {
      if (cause instanceof ChelaError) throw cause
      throw new ChelaError('skill-not-written', 'The folder of skills could not be written.', { help: 'Look at the free space and the rights of this folder.', facts: { path: this.#mine }, cause })
    }
  }

  #read(id: string): SkillFile | undefined {
    const place = readSkillId(id)
    const path = this.#pathOf(id, false)
    const facts = path === undefined ? undefined : factsOf(path)
    if (place === undefined || path === undefined || facts?.isFile() !== true) return undefined
    const found = readSkillFile(path, place.name)
    if (found.kind !== 'found') return undefined
    const { text } = found
    return { ...entryOf(id, place, facts), text, hash: fastHashText(text), sidecar: readSidecar(besideOf(path)) }
  }

  /** Keeps F1: undefined where something else than a folder stands on the way, a link too. */
  #pathOf(id: string, make: boolean): string | undefined {
    const place = readSkillId(id)
    if (place === undefined) return undefined
    let path = place.place === minePlace ? this.#mine : this.#shipped
    for (const folder of place.folders) {
      path = join(path, folder)
      if (make && factsOf(path) === undefined) mkdirSync(path, { mode: 0o700 })
      if (factsOf(path)?.isDirectory() !== true) return undefined
    }
    return join(path, place.name + skillEnding)
  }

  #entriesOf(place: string, root: string, deep: boolean): readonly SkillEntry[] {
    return lookThrough(root, { deep }).skills.flatMap((skill) => {
      const facts = factsOf(skill.path)
      return facts?.isFile() === true ? [entryOf(idOf(place, skill), { place, name: skill.name }, facts)] : []
    })
  }

  /** The id of another file of the person with the same name, but for `but`. */
  #otherOf(id: string, but?: string): string | undefined {
    const name = readSkillId(id)?.name
    return this.#entriesOf(minePlace, this.#mine, true).find((entry) => entry.name === name && entry.id !== id && entry.id !== but)?.id
  }

  #keepAside(path: string, name: string): void {
    const aside = join(this.#mine, removedFolder)
    if (factsOf(aside) === undefined) mkdirSync(aside, { mode: 0o700 })
    if (factsOf(aside)?.isDirectory() !== true) throw new ChelaError('skill-not-written', `${aside} is no folder, so nothing can be kept aside in it.`, { help: 'Move it away.' })
    const stamp = new Date(this.#now()).toISOString().replaceAll(/[-:.]/g, '')
    let target = join(aside, `${stamp}-${name}${skillEnding}`)
    for (let count = 2; factsOf(target) !== undefined; count++) target = join(aside, `${stamp}-${count}-${name}${skillEnding}`)
    renameSync(path, target)
    moveIfThere(besideOf(path), `${target}.beside.json`)
    for (const old of readdirSync(aside).filter((file) => file.endsWith(skillEnding)).sort().slice(0, -mostRemoved)) {
      rmSync(join(aside, old), { force: true })
      rmSync(join(aside, `${old}.beside.json`), { force: true })
    }
  }

  #look(): FolderLook {
    const { skills, folders } = lookThrough(this.#mine, { deep: true })
    const marks = new Map<string, string>()
    for (const skill of skills) {
      const mark = markOf(skill.path)
      if (mark !== undefined) marks.set(idOf(minePlace, skill), mark)
    }
    return { marks, folders }
  }
}

const strange = 'Something that is no skill file stands there, such as a link or a text in another encoding. It is left as it is.'

function idOf(place: string, { folders, name }: FolderSkill): string {
  return [place, ...folders, name].join('/')
}

function entryOf(id: string, { place, name }: { readonly place: string; readonly name: string }, facts: Stats): SkillEntry {
  return { id, name, writable: place === minePlace, changed: Math.floor(facts.mtimeMs) }
}

/** What the editor keeps beside `NAME.skill.yaml` is in `.NAME.chela.json`. */
function besideOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  return `${path.slice(0, at)}.${path.slice(at, -skillEnding.length)}.chela.json`
}

/** Facts of the path itself, links not followed; undefined where nothing is, or nothing can be seen. */
function factsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Changes whenever the file does; undefined for what is no file. */
function markOf(path: string): string | undefined {
  try {
    const facts = lstatSync(path, { bigint: true })
    return facts.isFile() ? `${facts.ino} ${facts.size} ${facts.mtimeNs}` : undefined
  } catch {
    return undefined
  }
}

/** A listener that breaks harms neither the change it is told of nor the others. */
function safely(work: () => void): void {
  try {
    work()
  } catch {
    // Its own affair.
  }
}

function moveIfThere(from: string, to: string): void {
  if (factsOf(from)?.isFile() === true) renameSync(from, to)
}

