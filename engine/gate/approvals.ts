interface Approval {
  readonly expires: number
  readonly left: number
}

/** Most approvals kept of one run; the oldest give way. */
const most = 10_000

/**
 * Keeps the yeses that were said to exact deeds, each by the hash of its deed, with its end and its number of uses.
 *
 * Has no clock: every question brings its time. From `expires` on an approval no longer holds.
 */
export class Approvals {
  readonly #held = new Map<string, readonly Approval[]>()

  /** Keeps a yes for `uses` deeds with this hash. What could not be kept honestly (no uses, no end) is not kept. */
  add(hash: string, expires: number, uses = 1): void {
    if (!Number.isInteger(uses) || uses < 1 || Number.isNaN(expires)) return
    const before = this.#held.get(hash) ?? []
    this.#held.delete(hash)
    this.#held.set(hash, [...before, { expires, left: uses }])
    if (this.#held.size > most) this.#held.delete(this.#held.keys().next().value as string)
  }

  /** Tells whether a yes holds, and leaves it as it is. */
  holds(hash: string, now: number): boolean {
    return this.#held.get(hash)?.some((approval) => now < approval.expires) === true
  }

  /** Uses a yes up, the one that ends first; false when none holds. */
  take(hash: string, now: number): boolean {
    const open = (this.#held.get(hash) ?? []).filter((approval) => now < approval.expires).sort((a, b) => a.expires - b.expires)
    const [first, ...others] = open
    const rest = first !== undefined && first.left > 1 ? [{ expires: first.expires, left: first.left - 1 }, ...others] : others
    if (rest.length === 0) this.#held.delete(hash)
    else this.#held.set(hash, rest)
    return first !== undefined
  }

  /** Takes back every yes to this deed. */
  revoke(hash: string): void {
    this.#held.delete(hash)
  }
}
