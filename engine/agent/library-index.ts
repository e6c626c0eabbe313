/*
 * Finds skills by the words that they are described with (BM25 with a weight a field).
 * Owns: the postings. Always true: (R1) what was put last under a name is what is found; (R2) a search changes nothing.
 */
import { bestOf } from './best-of.ts'
import { indexKeys, isHan } from './index-keys.ts'
import { withoutSlots, type SkillCard } from './skill-card.ts'
import { SynonymTable } from './synonym-table.ts'
import { littleWords } from './words/little-words.ts'

export interface Hit {
  readonly name: string
  readonly score: number
}

interface Held {
  readonly card: SkillCard
  readonly size: number
  isHere: boolean
}

interface Postings {
  readonly skills: number[]
  readonly weights: number[]
  /** Of those that are still here. */
  count: number
}

const fieldWeights = { name: 2.5, title: 3, examples: 2, description: 1 }
const saturation = 1.2
const lengthShare = 0.4
const synonymShare = 0.5
const littleShare = 0.1
const mostQueryKeys = 60
const mostSynonyms = 200

export class LibraryIndex {
  /** What a search takes for one another. Another table may take its place at any time. */
  synonyms = new SynonymTable()
  readonly #held: Held[] = []
  readonly #places = new Map<string, number>()
  readonly #postings = new Map<string, Postings>()
  #totalSize = 0

  /** How many skills are in it. */
  get size(): number {
    return this.#places.size
  }

  card(name: string): SkillCard | undefined {
    const place = this.#places.get(name)
    return place === undefined ? undefined : this.#held[place]?.card
  }

  /** Takes a skill in, in place of the one of the same name. */
  put(card: SkillCard): void {
    this.remove(card.name)
    const weights = weightsOf(card)
    const size = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
    const place = this.#held.push({ card, size, isHere: true }) - 1
    this.#places.set(card.name, place)
    this.#totalSize += size
    for (const [key, weight] of weights) {
      const postings = this.#postings.get(key) ?? { skills: [], weights: [], count: 0 }
      postings.skills.push(place)
      postings.weights.push(weight)
      postings.count += 1
      this.#postings.set(key, postings)
    }
  }

  remove(name: string): boolean {
    const place = this.#places.get(name)
    const held = place === undefined ? undefined : this.#held[place]
    if (held === undefined) return false
    held.isHere = false
    this.#places.delete(name)
    this.#totalSize -= held.size
    for (const key of weightsOf(held.card).keys()) {
      const postings = this.#postings.get(key)
      if (postings !== undefined) postings.count -= 1
    }
    if (this.#held.length > 64 && this.#held.length > 2 * this.size) this.#pack()
    return true
  }

  /** Gives the skills that the words speak of, best first. Equal scores: by name. */
  search(words: string, most = 20): readonly Hit[] {
    const scores = new Float64Array(this.#held.length)
    const touched: number[] = []
    const mean = this.#totalSize / Math.max(1, this.size)
    for (const [key, share] of queryOf(words, this.synonyms)) {
      const postings = this.#postings.get(key)
      if (postings === undefined || postings.count === 0) continue
      const rarity = Math.log(1 + (this.size - postings.count + 0.5) / (postings.count + 0.5)) * share
      for (let entry = 0; entry < postings.skills.length; entry++) {
        const place = postings.skills[entry] as number
        const held = this.#held[place] as Held
        if (!held.isHere) continue
        const weight = postings.weights[entry] as number
        const length = 1 - lengthShare + (lengthShare * held.size) / mean
        if (scores[place] === 0) touched.push(place)
        scores[place] = (scores[place] as number) + (rarity * weight * (saturation + 1)) / (weight + saturation * length)
      }
    }
    const nameOf = (place: number): string => (this.#held[place] as Held).card.name
    return bestOf(touched, scores, most, (a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).map((place) => ({ name: nameOf(place), score: scores[place] as number }))
  }

  /** Forgets what was removed. */
  #pack(): void {
    const cards = this.#held.filter(({ isHere }) => isHere).map(({ card }) => card)
    this.#held.length = 0
    this.#places.clear()
    this.#postings.clear()
    this.#totalSize = 0
    for (const card of cards) this.put(card)
  }
}

function weightsOf(card: SkillCard): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  const add = (text: string, weight: number): void => {
    for (const key of indexKeys(text)) weights.set(key, (weights.get(key) ?? 0) + weight)
  }
  add(card.name.replaceAll('-', ' '), fieldWeights.name)
  add(card.title, fieldWeights.title)
  for (const example of card.examples) add(withoutSlots(example), fieldWeights.examples / Math.sqrt(card.examples.length))
  add(card.description, fieldWeights.description)
  return weights
}

/** Each key with what it counts for; what stands for a key counts for less, and there are only so many of those. */
function queryOf(words: string, synonyms: SynonymTable): ReadonlyMap<string, number> {
  const query = new Map<string, number>()
  const raise = (key: string, share: number): void => void query.set(key, Math.max(query.get(key) ?? 0, share))
  let left = mostSynonyms
  for (const key of indexKeys(words).slice(0, mostQueryKeys)) {
    raise(key, littleWords.has(key) ? littleShare : isHan(key) ? 0.3 : 1)
    for (const other of synonyms.others(key)) if (left-- > 0) raise(other, synonymShare)
  }
  return query
}
