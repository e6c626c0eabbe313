/*
 * The library as words are laid on it. Owns: which skills may be picked, and their cards as they were read last. Does not own:
 * how one is picked (agent/). A text that did not change is not read again.
 */
import type { SkillCard } from '../agent/skill-card.ts'
import { SkillLibrary } from '../agent/skill-library.ts'
import type { Skill } from '../terms/skill.ts'
import type { SkillEntry, SkillFile, SkillStore } from '../terms/skill-store.ts'
import type { DeskShelf } from './desk-parts.ts'

/** Where skills lie that a model wrote: they are kept, and picked only when the person has taken them out of there. */
export const draftsFolder = 'mine/drafts'

interface Held {
  readonly name: string
  readonly changed: number
  readonly isSound: boolean
}

export class SkillCards {
  readonly library = new SkillLibrary()
  readonly #skills: Pick<SkillStore, 'list' | 'read'>
  readonly #shelf: Pick<DeskShelf, 'load'>
  #held = new Map<string, Held>()
  #ids = new Map<string, string>()
  #drafts = new Map<string, string>()
  #taken = new Set<string>()

  constructor({ skills, shelf }: { readonly skills: Pick<SkillStore, 'list' | 'read'>; readonly shelf: Pick<DeskShelf, 'load'> }) {
    this.#skills = skills
    this.#shelf = shelf
  }

  /** Looks at the skills that are here. Of two of one name the first is the one, as everywhere; one with faults is none. */
  async renew(): Promise<void> {
    const held = new Map<string, Held>()
    const ids = new Map<string, string>()
    const entries = await this.#skills.list()
    const isDraft = ({ id }: SkillEntry): boolean => id.startsWith(`${draftsFolder}/`)
    this.#taken = new Set(entries.map(({ name }) => name))
    this.#drafts = new Map(entries.filter(isDraft).map(({ name, id }) => [name, id]))
    for (const entry of entries) {
      if (isDraft(entry) || ids.has(entry.name)) continue
      const before = this.#held.get(entry.id)
      const isSame = before?.changed === entry.changed && before.name === entry.name && this.#ids.get(entry.name) === entry.id
      const now = isSame ? before : await this.#read(entry)
      held.set(entry.id, now)
      if (now.isSound) ids.set(entry.name, entry.id)
    }
    for (const name of this.#ids.keys()) if (!ids.has(name)) this.library.remove(name)
    this.#held = held
    this.#ids = ids
  }

  /** Some skill or draft has this name. */
  isTaken(name: string): boolean {
    return this.#taken.has(name)
  }

  /** The card of a skill that the person names: a draft has one too. */
  async card(name: string): Promise<SkillCard | undefined> {
    const known = this.library.card(name)
    if (known !== undefined) return known
    const file = await this.file(name)
    const { skill } = file === undefined ? {} : this.#shelf.load(file.text)
    return skill === undefined ? undefined : cardOf(name, skill)
  }

  async file(name: string): Promise<SkillFile | undefined> {
    const id = this.#ids.get(name) ?? this.#drafts.get(name)
    return id === undefined ? undefined : this.#skills.read(id)
  }

  async #read(entry: SkillEntry): Promise<Held> {
    const file = await this.#skills.read(entry.id)
    const { skill } = file === undefined ? {} : this.#shelf.load(file.text)
    if (skill !== undefined) this.library.put(cardOf(entry.name, skill))
    return { name: entry.name, changed: entry.changed, isSound: skill !== undefined }
  }
}

export function cardOf(name: string, { title, description, examples, inputs }: Skill): SkillCard {
  return { name, title: title || name, description, examples, inputs }
}
