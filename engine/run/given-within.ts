import type { JsonObject } from '../terms/json.ts'
import { shownValue } from './shown-value.ts'

/** Characters of all that is given with one question. */
const largest = 24_000

/** Gives values cut to a size that does not grow, each with the same share of it; `…` stands for what is left out. */
export function givenWithin(given: JsonObject): JsonObject {
  const names = Object.keys(given)
  const share = Math.floor(largest / Math.max(1, names.length))
  return Object.fromEntries(names.map((name) => [name, shownValue(given[name] ?? null, share).value]))
}
