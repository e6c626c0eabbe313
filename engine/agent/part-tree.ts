/** A match: the parts from `start` up to, and without, `end`. True: it was taken, so that shorter ones with this end need not be told. */
type Hit<Value> = (start: number, end: number, value: Value) => boolean

/* Different parts at most: the number of a node and that of a part make one key. */
const mostParts = 2 ** 21

/**
 * Finds many rows of parts (signs of a text, words) in a long one at once, in time of its length and the matches, however
 * many there are: the automaton of Aho and Corasick, "Efficient string matching" (1975).
 */
export class PartTree<Value> {
  readonly #numbers = new Map<string, number>()
  readonly #ways = new Map<number, number>()
  readonly #values: (Value | undefined)[] = [undefined]
  readonly #depths: number[] = [0]
  readonly #parents: number[] = [0]
  readonly #signs: number[] = [0]
  /** The longest end of a row that begins another one, and the nearest of these that is whole. */
  #shorter: number[] | undefined
  #whole: number[] = []

  get size(): number {
    return this.#values.length - 1
  }

  /** Adds a row; of one that is there already `merge` gives the value. Of no parts it adds nothing. */
  add(parts: Iterable<string>, value: Value, merge: (before: Value) => Value = () => value): void {
    let node = 0
    for (const part of parts) {
      const sign = this.#numberOf(part)
      const key = node * mostParts + sign
      let next = this.#ways.get(key)
      if (next === undefined) {
        next = this.#values.push(undefined) - 1
        this.#depths.push((this.#depths[node] as number) + 1)
        this.#parents.push(node)
        this.#signs.push(sign)
        this.#ways.set(key, next)
      }
      node = next
    }
    if (node === 0) return
    const before = this.#values[node]
    this.#values[node] = before === undefined ? value : merge(before)
    this.#shorter = undefined
  }

  /** Tells of each match, by its end; of several with one end the longest first. */
  find(parts: Iterable<string>, hit: Hit<Value>): void {
    if (this.size === 0) return
    const shorter = (this.#shorter ??= this.#link())
    let node = 0
    let at = 0
    for (const part of parts) {
      at++
      const sign = this.#numbers.get(part)
      node = sign === undefined ? 0 : this.#step(node, sign, shorter)
      for (let end = this.#values[node] === undefined ? (this.#whole[node] as number) : node; end > 0; end = this.#whole[end] as number) {
        if (hit(at - (this.#depths[end] as number), at, this.#values[end] as Value)) break
      }
    }
  }

  #numberOf(part: string): number {
    const known = this.#numbers.get(part)
    if (known !== undefined) return known
    if (this.#numbers.size >= mostParts) throw new RangeError('There are too many different parts.')
    this.#numbers.set(part, this.#numbers.size)
    return this.#numbers.size - 1
  }

  #step(from: number, sign: number, shorter: readonly number[]): number {
    for (let node = from; ; node = shorter[node] as number) {
      const next = this.#ways.get(node * mostParts + sign)
      if (next !== undefined) return next
      if (node === 0) return 0
    }
  }

  /** Nearer nodes first, since a link leads to one that is nearer. */
  #link(): number[] {
    const shorter = Array<number>(this.#values.length).fill(0)
    this.#whole = Array<number>(this.#values.length).fill(0)
    const order = [...this.#values.keys()].slice(1).sort((a, b) => (this.#depths[a] as number) - (this.#depths[b] as number))
    for (const node of order) {
      const parent = this.#parents[node] as number
      const link = parent === 0 ? 0 : this.#step(shorter[parent] as number, this.#signs[node] as number, shorter)
      shorter[node] = link
      this.#whole[node] = this.#values[link] === undefined ? (this.#whole[link] as number) : link
    }
    return shorter
  }
}
