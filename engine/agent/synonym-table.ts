import { indexKeys } from './index-keys.ts'
import { synonymGroups } from './words/synonyms.ts'

/** A text with one of its words in the place of another that stands for it. */
export interface Reworded {
  readonly text: string
  /** The word that was put in. */
  readonly word: string
}

const mostReworded = 3

/** Which words may stand for one another: the general groups, and those of the person. Never changes. */
export class SynonymTable {
  readonly #others = new Map<string, Set<string>>()
  /** Words of the person in Han characters, which are read one by one: they are looked for in the text itself. */
  readonly #signs = new Map<string, readonly string[]>()

  constructor(own: readonly (readonly string[])[] = []) {
    for (const group of [...synonymGroups, ...own]) this.#put(group)
    for (const group of own) for (const word of group) if (/^\p{Script=Han}{2,}$/u.test(word)) this.#signs.set(word, [...(this.#signs.get(word) ?? []), ...group.filter((other) => other !== word)])
  }

  /** Gives the keys that stand for one. */
  others(key: string): ReadonlySet<string> {
    return this.#others.get(key) ?? none
  }

  /** Whether two keys are the same (1), stand for one another (0.8) or neither (0). */
  likeness(a: string, b: string): number {
    if (a === b) return 1
    return this.others(a).has(b) ? 0.8 : 0
  }

  /** Gives the keys that words with these keys may be taken for: themselves and what stands for them. */
  heard(keys: Iterable<string>): ReadonlySet<string> {
    const heard = new Set<string>()
    for (const key of keys) for (const one of [key, ...this.others(key)]) heard.add(one)
    return heard
  }

  /** Gives a few texts that say the same with other words, where words of the person stand in it that no key stands for. */
  reworded(text: string): readonly Reworded[] {
    const found = [...this.#signs].filter(([word]) => text.includes(word))
    return found.flatMap(([word, others]) => others.map((other) => ({ text: text.replace(word, ` ${other} `), word: other }))).slice(0, mostReworded)
  }

  #put(group: readonly string[]): void {
    const keys = group.flatMap((word) => indexKeys(word).at(-1) ?? [])
    for (const key of keys) {
      const others = this.#others.get(key) ?? new Set<string>()
      for (const other of keys) if (other !== key) others.add(other)
      this.#others.set(key, others)
    }
  }
}

const none: ReadonlySet<string> = new Set()
