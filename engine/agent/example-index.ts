/*
 * Tells from a few examples a skill which skill some words belong to. The nearest examples choose the skills that come in
 * question; among these a ridge regression over their examples decides (learnt anew for each question, so that taking in
 * a skill costs nothing). Deterministic: the same examples and words give the same answer.
 */
import { bestOf } from './best-of.ts'
import { featuresOf } from './text-features.ts'
import { solveSymmetric } from './solve-symmetric.ts'
import { usualShare } from './usual-share.ts'

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
  /** In which share of all texts it is. */
  readonly usual: number
}

const unseen = { places: [], usual: 0 }

interface Vector {
  readonly features: readonly number[]
  readonly weights: readonly number[]
}

const mostSkills = 12
const mostExamples = 120
const mostNear = 600
const ridge = 0.3
const otherTexts = 200

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
    const query = this.#query(featuresOf(words))
    const scores = this.#scores(query)
    const nearest = new Map<string, number>()
    const isWhole = without === undefined && this.#here === this.#examples.length
    const near = bestOf(isWhole ? scores.touched : scores.touched.filter((place) => this.#isHere(place, without)), scores.values, mostNear)
    for (const place of near) {
      const { skill } = this.#examples[place] as Example
      if (!nearest.has(skill) && nearest.size < mostSkills) nearest.set(skill, place)
    }
    const places = near.filter((place) => nearest.has((this.#examples[place] as Example).skill)).slice(0, mostExamples)
    return this.#decide([...nearest.keys()], places, query)
  }

  #isHere(place: number, without: string | undefined): boolean {
    const { isHere, skill } = this.#examples[place] as Example
    return isHere && skill !== without
  }

  #decide(skills: readonly string[], places: readonly number[], query: Vector): readonly Likely[] {
    const vectors = places.map((place) => this.#vector(place))
    const shares = solveSymmetric(this.#products(vectors), this.#nearness(vectors, query))
    const beliefs = new Map<string, number>(skills.map((skill) => [skill, 0]))
    for (const [order, place] of places.entries()) {
      const { skill } = this.#examples[place] as Example
      beliefs.set(skill, (beliefs.get(skill) ?? 0) + (shares[order] as number))
    }
    return [...beliefs].map(([name, belief]) => ({ name, belief: Math.min(1, Math.max(0, belief)) })).sort((a, b) => b.belief - a.belief || (a.name < b.name ? -1 : 1))
  }

  /** How much the examples have in common, each with each; the lower half. */
  #products(vectors: readonly Vector[]): Float64Array {
    const size = vectors.length
    const matrix = new Float64Array(size * size)
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

  #nearness(vectors: readonly Vector[], query: Vector): Float64Array {
    const weights = new Map(query.features.map((feature, entry) => [feature, query.weights[entry] as number]))
    return Float64Array.from(vectors, (vector) => vector.features.reduce((sum, feature, entry) => sum + (weights.get(feature) ?? 0) * (vector.weights[entry] as number), 0))
  }

  /** What no example has counts for the length only: unknown words make everything less like. */
  #query(features: ReadonlyMap<string, number>): Vector {
    const all = [...features].map(([name, count]) => ({ number: this.#numbers.get(name), weight: Math.sqrt(count) * this.#rarity(this.#numbers.get(name)) }))
    const length = Math.hypot(...all.map(({ weight }) => weight)) || 1
    const known = all.filter((one): one is { number: number; weight: number } => one.number !== undefined)
    return { features: known.map(({ number }) => number), weights: known.map(({ weight }) => weight / length) }
  }

  /** Nearness to the examples, roughly: what many of very many examples have is left out, since it tells little and costs most. */
  #scores({ features, weights }: Vector): { readonly values: Float64Array; readonly touched: readonly number[] } {
    const values = new Float64Array(this.#examples.length)
    const touched: number[] = []
    const common = Math.max(600, this.#examples.length / 50)
    for (const [entry, feature] of features.entries()) {
      const { places, counts } = this.#features[feature] as Feature
      if (places.length > common) continue
      const weight = (weights[entry] as number) * this.#rarity(feature)
      for (let posting = 0; posting < places.length; posting++) {
        const place = places[posting] as number
        if (values[place] === 0) touched.push(place)
        values[place] = (values[place] as number) + (weight * (counts[posting] as number)) / (this.#lengths[place] as number)
      }
    }
    return { values, touched }
  }

  /**
   * As though the examples stood among other texts, so that few of them do not make a little word rare. The root, since both
   * sides of a comparison are weighed: the whole would let the rarest word decide alone.
   */
  #rarity(feature: number | undefined): number {
    const { places, usual } = feature === undefined ? unseen : (this.#features[feature] as Feature)
    return Math.sqrt(Math.log((this.#examples.length + otherTexts + 1) / (places.length + usual * otherTexts + 0.5)))
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
    const number = this.#features.push({ places: [], counts: [], usual: usualShare(name) }) - 1
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
    this.#features = this.#features.map(({ usual }) => ({ places: [], counts: [], usual }))
    this.#here = 0
    this.#weighed = 0
    for (const example of kept) this.#post(example)
  }
}
