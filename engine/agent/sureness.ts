/* What a belief of the example index is worth, as a share of right picks. Fitted on training utterances of many intents with 1, 5 and 10 examples each; see docs/picking.md. */
const slope = 12
const middle = 0.28

/** Gives how often a pick is right, from the belief of the example index and from how well words lie on an example. */
export function sureness(belief: number, likeness: number): number {
  return Math.max(surenessOfBelief(belief), fromLikeness(likeness))
}

/** Gives how often a pick with this belief is right. */
export function surenessOfBelief(belief: number): number {
  return 0.99 / (1 + Math.exp(-slope * (belief - middle)))
}

/** Less than half explained is nothing; everything explained is as good as sure. */
function fromLikeness(likeness: number): number {
  return 0.99 / (1 + Math.exp(-14 * (likeness - 0.72)))
}
