/*
 * What a belief is worth: the share of picks that are right. Fitted (logistic regression) on training utterances of 150 intents
 * with 1, 3, 5 and 10 examples each, and on training utterances of no intent, each of which counts three times since there are
 * few of them; docs/picking.md tells how well it holds.
 */
const base = -2.77
const perBelief = 7.99
const perLead = 7.17

/** A pick with less confidence than this is none. Chosen on training utterances alone, so that both bars of docs/picking.md are passed. */
export const leastConfidence = 0.3

/** Gives how often a pick is right, from the belief of the example index and its lead before the next best skill. */
export function surenessOfBelief(belief: number, lead: number): number {
  return belief <= 0 ? 0 : 0.99 / (1 + Math.exp(-(base + perBelief * belief + perLead * lead)))
}

/** Gives how often a pick is right, from how well words lie on an example: half explained is next to nothing. */
export function surenessOfLikeness(likeness: number): number {
  return 0.99 / (1 + Math.exp(-14 * (likeness - 0.72)))
}
