import { patternsOf, type ExamplePattern } from './example-pattern.ts'
import { ExampleIndex } from './example-index.ts'
import { LibraryIndex } from './library-index.ts'
import { withoutSlots, type SkillCard } from './skill-card.ts'
import { SynonymTable } from './synonym-table.ts'

/** The skills that may be picked, made ready. Taking in one skill costs as much whether there are ten or ten thousand. */
export class SkillLibrary {
  readonly index = new LibraryIndex()
  readonly examples = new ExampleIndex()
  readonly #patterns = new Map<string, readonly ExamplePattern[]>()

  constructor(cards: Iterable<SkillCard> = []) {
    for (const card of cards) this.put(card)
  }

  /** Takes a skill in, in place of the one of the same name. */
  put(card: SkillCard): void {
    this.index.put(card)
    this.examples.put(card.name, [card.title, ...card.examples].map(withoutSlots))
    this.#patterns.delete(card.name)
  }

  remove(name: string): void {
    this.index.remove(name)
    this.examples.remove(name)
    this.#patterns.delete(name)
  }

  get synonyms(): SynonymTable {
    return this.index.synonyms
  }

  /** Takes the words of the person that stand for one another beside the general ones, in the place of those before. */
  takeSynonyms(own: readonly (readonly string[])[]): void {
    this.index.synonyms = new SynonymTable(own)
  }

  card(name: string): SkillCard | undefined {
    return this.index.card(name)
  }

  /** The examples of a skill in parts. */
  patterns(name: string): readonly ExamplePattern[] {
    const known = this.#patterns.get(name)
    if (known !== undefined) return known
    const card = this.card(name)
    const made = card === undefined ? [] : patternsOf(card)
    this.#patterns.set(name, made)
    return made
  }
}
