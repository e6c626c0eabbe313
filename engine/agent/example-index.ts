/*
 * Tells from a few examples a skill which skill some words belong to. The nearest examples choose the skills that come in
 * question; among these a ridge regression over their examples decides (learnt anew for each question, so that taking in
 * a skill costs nothing). Deterministic: the same examples and words give the same answer.
 */
import { featuresOf } from './text-features.ts'
import { solveSymmetric } from './solve-symmetric.ts'

/** `belief`: about 1 when the words are like the examples of this skill and of no other, about 0 when they are not. */
export interface Likely {
  readonly name: string
  readonly belief: number
}

interface Example {
  readonly skill: string
  /** The features by number, and the square root of how often each is there. */
  readonly features: readonly number[]
  readonly counts: readonly number[]
  isHere: boolean
}

/** Where a feature is: places of examples, with its count in each. */
interface Feature {
  readonly places: number[]
  readonly counts: number[]
}

interface Vector {
  readonly features: readonly number[]
  readonly weights: readonly number[]
}

const mostSkills = 12
const mostExamples = 150
const ridge = 0.3

export class ExampleIndex {
  #examples: Example[] = []
  #features: Feature[] = []
  #numbers = new Map<string, number>()
  readonly #bySkill = new Map<string, readonly Example[]>()
  /** Of each example, as of the last weighing. */
  #lengths: number[] = []
  #weighed = 0
  #here = 0

  /** Takes in the examples of a skill, in place of those that it had. */
  put(skill: string, texts: readonly string[]): void {
    this.remove(skill)
    const made = texts.filter((text) => text.trim() !== '').map((text) => this.#made(skill, text))
    this.#bySkill.set(skill, made)
    for (const example of made) this.#post(example)
  }

  remove(skill: string): void {
    for (const example of this.#bySkill.get(skill) ?? []) {
      example.isHere = false
      this.#here -= 1
    }
    this.#bySkill.delete(skill)
    if (this.#examples.length > 64 && this.#examples.length > 2 * this.#here) this.#pack()
  }

  /** Gives the skills that come in question, most likely first; `without` leaves one skill out, as though it were not here. */
  likely(words: string, without?: string): readonly Likely[] {
    this.#weigh()
    const scores = this.#scores(featuresOf(words))
    const places: number[] = []
    const nearest = new Map<string, number>()
    for (let place = 0; place < scores.length; place++) {
      const score = scores[place] as number
      const { skill, isHere } = this.#examples[place] as Example
      if (score <= 0 || !isHere || skill === without) continue
      places.push(place)
      if (score > (nearest.get(skill) ?? 0)) nearest.set(skill, score)
    }
    const skills = [...nearest].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostSkills).map(([skill]) => skill)
    const wanted = new Set(skills)
    const near = places.filter((place) => wanted.has((this.#examples[place] as Example).skill)).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
    return this.#decide(skills, near.slice(0, mostExamples), scores)
  }

  #decide(skills: readonly string[], places: readonly number[], scores: Float64Array): readonly Likely[] {
    const shares = solveSymmetric(this.#products(places), Float64Array.from(places, (place) => scores[place] as number))
    const beliefs = new Map<string, number>(skills.map((skill) => [skill, 0]))
    for (const [order, place] of places.entries()) {
      const { skill } = this.#examples[place] as Example
      beliefs.set(skill, (beliefs.get(skill) ?? 0) + (shares[order] as number))
    }
    return [...beliefs].map(([name, belief]) => ({ name, belief: Math.min(1, Math.max(0, belief)) })).sort((a, b) => b.belief - a.belief || (a.name < b.name ? -1 : 1))
  }

  /** How much the examples have in common, each with each; the lower half. */
  #products(places: readonly number[]): Float64Array {
    const size = places.length
    const matrix = new Float64Array(size * size)
    const vectors = places.map((place) => this.#vector(place))
    const spread = new Float64Array(this.#features.length)
    for (const [column, { features, weights }] of vectors.entries()) {
      for (let entry = 0; entry < features.length; entry++) spread[features[entry] as number] = weights[entry] as number
      for (let row = column; row < size; row++) {
        const other = vectors[row] as Vector
        let sum = row === column ? ridge : 0
        for (let entry = 0; entry < other.features.length; entry++) sum += (other.weights[entry] as number) * (spread[other.features[entry] as number] as number)
        matrix[row * size + column] = sum
      }
      for (const feature of features) spread[feature] = 0
    }
    return matrix
  }

  /** What no example has counts for the length only: unknown words make everything less like. */
  #scores(features: ReadonlyMap<string, number>): Float64Array {
    const scores = new Float64Array(this.#examples.length)
    let square = 0
    for (const [name, count] of features) {
      const number = this.#numbers.get(name)
      const rarity = this.#rarity(number)
      const weight = Math.sqrt(count) * rarity
      square += weight * weight
      if (number === undefined) continue
      const { places, counts } = this.#features[number] as Feature
      for (let entry = 0; entry < places.length; entry++) {
        const place = places[entry] as number
        scores[place] = (scores[place] as number) + (weight * (counts[entry] as number) * rarity) / (this.#lengths[place] as number)
      }
    }
    const length = Math.sqrt(square) || 1
    for (let place = 0; place < scores.length; place++) scores[place] = (scores[place] as number) / length
    return scores
  }

  #rarity(feature: number | undefined): number {
    const seen = feature === undefined ? 0 : (this.#features[feature] as Feature).places.length
    return Math.log((this.#examples.length + 1) / (seen + 0.5))
  }

  #vector(place: number): Vector {
    const { features, counts } = this.#examples[place] as Example
    const length = this.#lengths[place] as number
    return { features, weights: features.map((feature, entry) => ((counts[entry] as number) * this.#rarity(feature)) / length) }
  }

  /** Lengths are worked out anew when the examples have grown by a tenth: small changes hardly move them. */
  #weigh(): void {
    const total = this.#examples.length
    const from = total > this.#weighed * 1.1 || total < this.#weighed ? 0 : this.#lengths.length
    if (from === 0) this.#weighed = total
    for (let place = from; place < total; place++) {
      const { features, counts } = this.#examples[place] as Example
      this.#lengths[place] = Math.hypot(...features.map((feature, entry) => (counts[entry] as number) * this.#rarity(feature))) || 1
    }
  }

  #made(skill: string, text: string): Example {
    const features = [...featuresOf(text)]
    return { skill, features: features.map(([name]) => this.#numberOf(name)), counts: features.map(([, count]) => Math.sqrt(count)), isHere: true }
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const number = this.#features.push({ places: [], counts: [] }) - 1
    this.#numbers.set(name, number)
    return number
  }

  #post(example: Example): void {
    const place = this.#examples.push(example) - 1
    this.#here += 1
    for (const [entry, number] of example.features.entries()) {
      const feature = this.#features[number] as Feature
      feature.places.push(place)
      feature.counts.push(example.counts[entry] as number)
    }
  }

  /** Forgets what was removed. */
  #pack(): void {
    const kept = this.#examples.filter(({ isHere }) => isHere)
    this.#examples = []
    this.#lengths = []
    this.#features = this.#features.map(() => ({ places: [], counts: [] }))
    this.#here = 0
    this.#weighed = 0
    for (const example of kept) this.#post(example)
  }
}
